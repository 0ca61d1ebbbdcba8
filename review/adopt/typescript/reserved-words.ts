/** Words that cannot be the name of a constant in a module, or that would hide what everybody knows. */
export const reservedWords: readonly string[] = [
  ..."arguments async await break case catch class const constructor continue debugger default delete do else enum eval".split(
    " ",
  ),
  ..."export extends false finally for from function get if implements import in infinity instanceof interface is".split(
    " ",
  ),
  ..."keyof let module namespace new null object of package private process protected prototype public require return".split(
    " ",
  ),
  ..."set static super switch symbol this throw true try type typeof undefined unique var void while with yield".split(
    " ",
  ),
];
