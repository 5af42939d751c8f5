// Bounds of what is handed on in words: to the module, whose stack carries a text, and to people.

/** Characters that a text on its way to the module may have. */
export const LONGEST = 20000;
const LONGEST_NAME = 80;
const MOST_NAMES = 6;

/** From here on no text overflows the module's stack, whoever calls it: the end of a longer one is left out. */
export function boundTexts(module) {
  const { ccall } = module;
  module.ccall = (name, type, types = [], args = []) => ccall(name, type, types, args.map((value) =>
    typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value));
}

/** A file's name, with its beginning and its end if it is long. */
export const nameOf = ({ name }) => name.length > LONGEST_NAME ? `${name.slice(0, 50)}…${name.slice(-20)}` : name;

/** The names of files: all of a few, of many the first and how many more there are. */
export function namesOf(files) {
  const few = files.length > MOST_NAMES + 1 ? files.slice(0, MOST_NAMES) : files;
  const more = files.length - few.length;
  return few.map(nameOf).join(", ") + (more ? ` and ${more.toLocaleString("en")} more` : "");
}
