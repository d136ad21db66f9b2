import { strToU8, type UnzipFileInfo, unzipSync } from "fflate";
import { AppError } from "../../domain/issue.ts";

/** A file inside an archive: its name as a person reads it, and its size unpacked. */
export interface ArchiveEntry {
  readonly name: string;
  readonly size: number;
}

/** A ZIP file, and what is one inside (DOCX, XLSX). Only what is asked for is unpacked. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** Null when there is no such entry. Throws AppError `zip_bomb` or `damaged_file`. */
  read(name: string): Uint8Array | null;
  readText(name: string): string | null;
}

/** An entry that unpacks to more than this many bytes is refused: the longest report's document.xml has some 20 MB. */
const MAX_ENTRY_BYTES = 150_000_000;
/** XML packs 10 to 40 times; a small file that packs a thousand times is made to fill the memory. */
const MAX_RATIO = 250;
/** Below this size the ratio does no harm. */
const RATIO_FLOOR = 5_000_000;
const MAX_ENTRIES = 20_000;

/** Opens an archive by its directory. Throws AppError `damaged_file`, or `zip_bomb` when its directory is beyond all measure. */
export function openArchive(bytes: Uint8Array): Archive {
  const found = new Map<string, UnzipFileInfo>();
  unzip(bytes, (info) => {
    if (found.size >= MAX_ENTRIES) throw bomb(`more than ${MAX_ENTRIES} files`);
    if (!info.name.endsWith("/")) found.set(readableName(info.name), info);
    return false;
  });
  const read = (name: string): Uint8Array | null => {
    const wanted = found.get(name);
    if (wanted === undefined) return null;
    const { originalSize } = wanted;
    // A damaged directory may claim more than the file has.
    const size = Math.min(wanted.size, bytes.length);
    if (originalSize > MAX_ENTRY_BYTES || (originalSize > RATIO_FLOOR && originalSize > size * MAX_RATIO)) {
      throw bomb(`${Math.round(originalSize / 1_000_000)} MB from ${Math.ceil(size / 1000)} kB`);
    }
    return Object.values(unzip(bytes, (info) => info.name === wanted.name))[0] ?? null;
  };
  return {
    entries: [...found].map(([name, info]) => ({ name, size: info.originalSize })),
    read,
    readText: (name) => {
      const content = read(name);
      return content === null ? null : decodeXml(content);
    },
  };
}

const bomb = (detail: string): AppError =>
  new AppError("zip_bomb", `The file unpacks to far more than a report holds (${detail}). Save the report again with the program it was written in.`);

function unzip(bytes: Uint8Array, filter: (info: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("damaged_file", "The file is damaged: it cannot be unpacked. Open it in the program it was written in and save it again.", {
      cause: error,
    });
  }
}

/** The library reads a name without the UTF-8 flag byte by byte; Chinese programs write such names in UTF-8 or GB18030. */
function readableName(name: string): string {
  const normal = name.replaceAll("\\", "/");
  // Latin-1 stands for bytes alone when every character is below 256 and some are no ASCII.
  if (!/[\u0080-\u00ff]/.test(normal) || /[^\u0000-\u00ff]/.test(normal)) return normal;
  const bytes = strToU8(normal, true);
  for (const label of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch (error) {
      // A fatal decoder throws a TypeError on a malformed byte: that is the answer "not this encoding".
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return normal;
}

/** Parts of Office files are UTF-8 or, rarely, UTF-16 with a mark. */
function decodeXml(bytes: Uint8Array): string {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}
