// The bound of what is handed on in words to the module, whose stack carries a text.

/** Characters that a text on its way to the module may have. */
export const LONGEST = 20000;

/** From here on no text overflows the module's stack, whoever calls it: the end of a longer one is left out. */
export function boundTexts(module) {
  const { ccall } = module;
  module.ccall = (name, type, types = [], args = []) => ccall(name, type, types, args.map((value) =>
    typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value));
}
