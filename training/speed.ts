/**
 * npx tsx training/speed.ts MODELS_FOLDER MODEL
 * Times one thread: a question (median of 300), passages of some 200 characters a second, and the memory that the model adds. CPU time is told beside
 * the clock: on a busy machine the clock also counts the others.
 */
import { createTransformersEmbedder } from "../src/store/transformers-embedder.ts";

const QUESTIONS = [
  "学校有多少双师型教师？",
  "How many teachers does the school have?",
  "毕业生就业率比上年提高了多少个百分点",
  "What did the school do about quality monitoring?",
];
const SENTENCE = "学校坚持产教融合，与区域内四十余家企业共建实训基地，面向学生开展岗位实习与技能训练，并定期邀请企业师傅进课堂。";
const PASSAGES = 400;

const [modelsFolder = "", model = ""] = process.argv.slice(2);
await import("@xenova/transformers");
global.gc?.();
const before = process.memoryUsage().rss;
const embedder = await createTransformersEmbedder({ model, modelsFolder });
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const clock: number[] = [];
const work: number[] = [];
for (let turn = 0; turn < 300; turn += 1) {
  const [started, spent] = [performance.now(), cpu()];
  await embedder.embedQuery(`${QUESTIONS[turn % QUESTIONS.length]}${turn}`);
  clock.push(performance.now() - started);
  work.push(cpu() - spent);
}
const passages = Array.from({ length: PASSAGES }, (_, at) => `${at}${SENTENCE.repeat(4).slice(at % 50, 200)}`);
const [started, spent] = [performance.now(), cpu()];
await embedder.embedPassages(passages);
const [seconds, cpuSeconds] = [(performance.now() - started) / 1000, (cpu() - spent) / 1000];
console.log(
  [
    `${model}: question ${middle(clock).toFixed(2)} ms (CPU ${middle(work).toFixed(2)} ms)`,
    `${(PASSAGES / seconds).toFixed(0)} passages a second (${(PASSAGES / cpuSeconds).toFixed(0)} for a second of CPU)`,
    `${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MB more than before`,
  ].join(", "),
);
