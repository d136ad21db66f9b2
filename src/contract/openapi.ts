import { z } from "zod";
import { answerSchema } from "./answer.ts";
import { askRequestSchema } from "./ask.ts";
import { reportAuditSchema } from "./audit.ts";
import { reportDiffSchema } from "./diff.ts";
import { errorSchema } from "./errors.ts";
import { feedbackSchema } from "./feedback.ts";
import { figureListSchema } from "./figures.ts";
import { identityChangeSchema, removalSchema, removedListSchema, restoredSchema, takenInSchema, uploadResultSchema } from "./manage.ts";
import { figureMatrixSchema } from "./matrix.ts";
import { reportDetailSchema, reportListSchema, suggestionsSchema } from "./reports.ts";

type JsonObject = Readonly<Record<string, unknown>>;

const json = (schema: z.ZodType): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return { "application/json": { schema: rest } };
};
const text: JsonObject = { "text/plain": { schema: { type: "string" } } };
const parameter = (name: string, where: "path" | "query"): JsonObject => ({ name, in: where, required: where === "path", schema: { type: "string" } });

function operation(summary: string, content: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    summary,
    ...more,
    responses: { "200": { description: "OK", content }, default: { description: "An error, in the one shape of all errors.", content: json(errorSchema) } },
  };
}

const uploadOperation = operation(
  "Take a file in; for administrators",
  {
    ...json(uploadResultSchema),
    "text/event-stream": { schema: { type: "string", description: "events: started, embedded, finished or failed, done; or error" } },
  },
  {
    parameters: [{ ...parameter("name", "query"), required: true }, parameter("school", "query"), parameter("year", "query")],
    requestBody: { required: true, content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
  },
);

/** The interface as an OpenAPI 3.1 document, made from the same schemas that check requests. */
export function openApiDocument(): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Wenbao", version: "1", description: "Cited answers over school quality reports. Offsets are half-open UTF-16 units of a report's text." },
    paths: {
      "/api/ask": {
        post: operation(
          "Answer a question",
          {
            ...json(answerSchema),
            "text/event-stream": { schema: { type: "string", description: "events: understood, evidence, answer, done; or error" } },
          },
          { requestBody: { required: true, content: json(askRequestSchema) } },
        ),
      },
      "/api/export": {
        post: operation(
          "The answer to a question as a Word document or a workbook",
          { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
          { parameters: [parameter("format", "query")], requestBody: { required: true, content: json(askRequestSchema) } },
        ),
      },
      "/api/reports": { get: operation("List the reports", json(reportListSchema)), put: uploadOperation },
      "/api/reports/removed": { get: operation("What was removed, the latest first; for administrators", json(removedListSchema)) },
      "/api/reports/{id}": {
        get: operation("One report's sections and issues", json(reportDetailSchema), { parameters: [parameter("id", "path")] }),
        delete: operation("Take a report out; for administrators", json(removalSchema), { parameters: [parameter("id", "path")] }),
        patch: operation("Say whose report it is and of which year; for administrators", json(takenInSchema), {
          parameters: [parameter("id", "path")],
          requestBody: { required: true, content: json(identityChangeSchema) },
        }),
      },
      "/api/reports/{id}/restore": {
        post: operation("Bring a removed report back; for administrators", json(restoredSchema), { parameters: [parameter("id", "path")] }),
      },
      "/api/reports/{id}/diff/{other}": {
        get: operation("Which figures two reports give differently", json(reportDiffSchema), {
          parameters: [parameter("id", "path"), parameter("other", "path")],
        }),
      },
      "/api/reports/{id}/text": { get: operation("A report's text as it was read", text, { parameters: [parameter("id", "path")] }) },
      "/api/reports/{id}/audit": {
        get: operation("What in a report does not add up, is missing or misses a standard", json(reportAuditSchema), { parameters: [parameter("id", "path")] }),
      },
      "/api/figures": {
        get: operation("Figures of the index", json(figureListSchema), {
          parameters: [parameter("school", "query"), parameter("indicator", "query"), parameter("period", "query")],
        }),
      },
      "/api/matrix": { get: operation("What each report gives, by indicator", json(figureMatrixSchema)) },
      "/api/feedback": {
        post: operation(
          "Tell what one thought of an answer",
          { "application/json": { schema: { type: "object" } } },
          { requestBody: { required: true, content: json(feedbackSchema) } },
        ),
      },
      "/api/suggestions": {
        get: operation("Questions that the reports can answer", json(suggestionsSchema), { parameters: [parameter("language", "query")] }),
      },
      "/healthz": { get: operation("Whether the server answers", { "application/json": { schema: { type: "object" } } }) },
      "/readyz": { get: operation("Whether it can answer questions now", { "application/json": { schema: { type: "object" } } }) },
      "/metrics": { get: operation("Numbers for Prometheus, where they are on; for those who may read every report", text) },
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "Where reading asks for one, and for all that changes the index." } },
    },
    security: [{}, { token: [] }],
  };
}
