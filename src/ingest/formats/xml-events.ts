import { SaxesParser } from "saxes";
import { AppError } from "../../domain/issue.ts";

/** Names come without their namespace prefix: Office files use each local name for one thing. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Nothing that a person writes nests as deep. */
const MAX_DEPTH = 500;

/** Walks an XML text. Entities declared in it are not expanded. Throws AppError `damaged_file` where it is not well formed. */
export function walkXml(xml: string, handler: XmlHandler): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", (error) => {
    throw damaged(error);
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw damaged(new RangeError("nested too deep"));
    handler.open(localName(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [localName(key), value])));
  });
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handler.close(localName(name));
  });
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  parser.write(xml).close();
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

const damaged = (cause: Error): AppError =>
  new AppError("damaged_file", "The file is damaged: its contents are not complete. Open it in the program it was written in and save it again.", { cause });
