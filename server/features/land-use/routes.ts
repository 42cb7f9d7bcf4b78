import { DocumentThread } from "#server/documents/document-thread.ts";
import type { Api } from "#server/route.ts";
import { ReadThread } from "#server/vector-files/read-thread.ts";
import { alertRoutes } from "./alert-routes.ts";
import { callRoutes } from "./call-routes.ts";
import { editRoutes } from "./edit-routes.ts";
import { entryRoutes } from "./entry-routes.ts";
import { formRoutes } from "./form/routes.ts";
import { importRoutes } from "./lot-import/routes.ts";
import { lotRoutes } from "./lot-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { rowRoutes } from "./row-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";

export const landUseFeature = (api: Api): void => {
  const documents = new DocumentThread();
  const reader = new ReadThread();
  api.app.addHook("onClose", async () => {
    await documents.close();
    await reader.close();
  });
  rowRoutes(api);
  lotRoutes(api);
  editRoutes(api);
  reportRoutes(api);
  alertRoutes(api, documents);
  formRoutes(api, documents);
  uploadRoutes(api);
  importRoutes(api, reader);
  entryRoutes(api, reader);
  callRoutes(api);
};
