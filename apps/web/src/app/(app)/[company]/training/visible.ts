/** Blanks and line ends, as classes of a text, need a sign to be seen. */
export const visible = (name: string): string => name.replace(/ /g, '␣').replace(/\n/g, '↵').replace(/\t/g, '⇥');
