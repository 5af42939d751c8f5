// Names of files in sentences, where one may have millions of characters and a selection thousands of files.

const LONGEST_NAME = 80;
const MOST_NAMES = 6;

/** A file's name, with its beginning and its end if it is long. */
export const nameOf = ({ name }) => name.length > LONGEST_NAME ? `${name.slice(0, 50)}…${name.slice(-20)}` : name;

/** The names of files: all of a few, of many the first and how many more there are. */
export function namesOf(files) {
  const few = files.length > MOST_NAMES + 1 ? files.slice(0, MOST_NAMES) : files;
  const more = files.length - few.length;
  return few.map(nameOf).join(", ") + (more ? ` and ${more.toLocaleString("en")} more` : "");
}
