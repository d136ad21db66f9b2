/** Every address of the server, as the README lists them (a test compares). Another method at one of them is a 405. */
export const ROUTES = [
  { method: "POST", path: "/api/ask" },
  { method: "GET", path: "/api/reports" },
  { method: "GET", path: "/api/reports/:id" },
  { method: "GET", path: "/api/reports/:id/text" },
  { method: "GET", path: "/api/reports/:id/audit" },
  { method: "GET", path: "/api/figures" },
  { method: "GET", path: "/api/matrix" },
  { method: "GET", path: "/api/suggestions" },
  { method: "POST", path: "/api/feedback" },
  { method: "GET", path: "/api/openapi.json" },
  { method: "GET", path: "/healthz" },
  { method: "GET", path: "/" },
  { method: "GET", path: "/figures" },
  { method: "GET", path: "/reports" },
  { method: "GET", path: "/reader" },
  { method: "GET", path: "/widget.js" },
] as const;
