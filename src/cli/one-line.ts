/** Text of a report or a file's name on one line of a terminal, which shall not be told to do things by it. */
export const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
