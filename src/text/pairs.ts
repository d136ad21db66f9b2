/** Whether two texts share a run of two characters, which in Chinese is a word's length: 留学生人数 is told of 留学生专业, not beside it. */
export function sharesPair(a: string, b: string): boolean {
  for (let at = 0; at + 2 <= a.length; at += 1) if (b.includes(a.slice(at, at + 2))) return true;
  return false;
}
