import type * as z from "zod/mini";
import type { uploadLink, uploadState } from "#contracts/land-upload.ts";

export type UploadState = z.output<typeof uploadState.output>;
export type OpenLink = NonNullable<z.output<typeof uploadLink.output>["link"]>;
