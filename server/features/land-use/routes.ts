import { DocumentThread } from "#server/documents/document-thread.ts";
import type { Api } from "#server/route.ts";
import { alertRoutes } from "./alert-routes.ts";
import { callRoutes } from "./call-routes.ts";
import { editRoutes } from "./edit-routes.ts";
import { formRoutes } from "./form/routes.ts";
import { importRoutes } from "./lot-import/routes.ts";
import { lotRoutes } from "./lot-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { rowRoutes } from "./row-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";

export const landUseFeature = (api: Api): void => {
  const documents = new DocumentThread();
  api.app.addHook("onClose", () => documents.close());
  rowRoutes(api);
  lotRoutes(api);
  editRoutes(api);
  reportRoutes(api);
  alertRoutes(api, documents);
  formRoutes(api, documents);
  uploadRoutes(api);
  importRoutes(api);
  callRoutes(api);
};
