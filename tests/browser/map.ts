import type { Page } from "playwright-core";
import { inject } from "vitest";

export type Place = { readonly lng: number; readonly lat: number };

const WORLD_PX_AT_ZOOM_0 = 512;

/** Web Mercator, in pixels of a world at that zoom. */
const project = ({ lng, lat }: Place, zoom: number): { x: number; y: number } => {
  const world = WORLD_PX_AT_ZOOM_0 * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: world * (lng / 360 + 0.5), y: world * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) };
};

/** Where in the window `place` is drawn on a map whose centre is `centre`. */
export async function pointOnMap(
  page: Page,
  place: Place,
  view: { centre: Place; zoom: number },
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator("canvas").first().boundingBox();
  if (!box) throw new Error("there is no map");
  const [target, middle] = [project(place, view.zoom), project(view.centre, view.zoom)];
  return { x: box.x + box.width / 2 + target.x - middle.x, y: box.y + box.height / 2 + target.y - middle.y };
}

export async function clickOnMap(
  page: Page,
  ...where: [place: Place, view: { centre: Place; zoom: number }]
): Promise<void> {
  const { x, y } = await pointOnMap(page, ...where);
  await page.mouse.click(x, y);
}

export const cameraParam = ({ lng, lat }: Place, zoom: number): string => `map=@${lat},${lng},${zoom}z`;

/** Position of a site as the API gives it. */
export async function placeOf(siteId: string): Promise<Place> {
  const answer = await fetch(`${inject("baseUrl")}/api/sites/${siteId}`);
  const { site } = (await answer.json()) as { site: { position: [number, number] } };
  const [lng, lat] = site.position;
  return { lng, lat };
}
