import type { Block, Section } from "../domain/report.ts";
import { coverSpans } from "../domain/span.ts";

/** Heading as it stands in a section path: "3.2.1优化课程结构". */
export const headingText = (block: Extract<Block, { kind: "heading" }>): string =>
  `${block.label}${/^[a-z]/i.test(block.title) ? " " : ""}${block.title}`.trim();

/** Blocks → sections, one per heading in order, with one of an empty path for what stands before the first heading. */
export function buildSections(textLength: number, blocks: readonly Block[]): Section[] {
  const heads = blocks.flatMap((block, index) => (block.kind === "heading" && block.family !== "title" ? [{ block, index }] : []));
  const firstBody = blocks.findIndex((block) => block.kind !== "heading" || block.family !== "title");
  const sections: Section[] = [];
  const firstHead = heads[0]?.index ?? blocks.length;
  if (firstBody !== -1 && firstBody < firstHead) {
    const end = startOf(blocks[firstHead]) ?? textLength;
    sections.push({ path: [], level: 0, span: { start: startOf(blocks[firstBody]) ?? 0, end }, heading: null, firstBlock: firstBody, endBlock: firstHead });
  }
  const path: { readonly level: number; readonly text: string }[] = [];
  heads.forEach(({ block, index }, place) => {
    const nextIndex = heads[place + 1]?.index ?? blocks.length;
    while ((path.at(-1)?.level ?? -1) >= block.level) path.pop();
    path.push({ level: block.level, text: headingText(block) });
    const heading = coverSpans(block.parts);
    const span = { start: heading.start, end: startOf(blocks[nextIndex]) ?? textLength };
    sections.push({ path: path.map((one) => one.text), level: block.level, span, heading, firstBlock: index + 1, endBlock: nextIndex });
  });
  return sections;
}

function startOf(block: Block | undefined): number | undefined {
  if (block?.kind === "table" && block.caption !== null) return block.caption.start;
  return block?.parts[0]?.start;
}
