import { type Collection, COLLECTIONS } from "#server/collections/collections.ts";
import type { Asked, Link } from "./asked.ts";
import { CONFORMS_TO, TITLE } from "./documents.ts";
import { html, type Html, htmlPage } from "./html.ts";

type Document = { readonly links: readonly Link[]; readonly title?: string; readonly description?: string };
type Feature = {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
};
export type FeaturePage = Document & {
  readonly features: readonly Feature[];
  readonly numberMatched: number;
  readonly numberReturned: number;
};

const home = (asked: Asked) => [asked.url(""), "OGC API"] as const;
const all = (asked: Asked) => [asked.url("/collections"), asked.say({ vi: "Các lớp", en: "Collections" })] as const;
const titleOf = ({ titleVi, titleEn }: Collection, asked: Asked): string => asked.say({ vi: titleVi, en: titleEn });

export const landingPage = (asked: Asked, { links, description }: Document): string =>
  htmlPage(asked, {
    title: asked.say(TITLE),
    trail: [],
    links,
    path: "",
    body: html`<p>${description}</p>
      <ul>
        <li>
          <a href="${asked.url("/collections")}">${asked.say({ vi: "Các lớp dữ liệu", en: "The collections" })}</a>
        </li>
        <li>
          <a href="${asked.url("/api.html")}">${asked.say({ vi: "Hướng dẫn API", en: "The API explained" })}</a>,
          <a href="${asked.url("/api")}">OpenAPI 3.0</a>, <a href="${asked.url("/api", { version: "3.1" })}">3.1</a>
        </li>
        <li>
          <a href="${asked.url("/conformance")}"
            >${asked.say({ vi: "Các lớp tiêu chuẩn", en: "Conformance classes" })}</a
          >
        </li>
      </ul>
      <p>
        ${asked.say({ vi: "Địa chỉ để dán vào QGIS:", en: "Address to paste into QGIS:" })}
        <code>${asked.origin}/ogc</code>
      </p>`,
  });

export const conformancePage = (asked: Asked, { links }: Document): string =>
  htmlPage(asked, {
    title: asked.say({ vi: "Các lớp tiêu chuẩn", en: "Conformance classes" }),
    trail: [home(asked)],
    links,
    path: "/conformance",
    body: html`<ul>
      ${CONFORMS_TO.map((uri) => html`<li><code>${uri}</code></li>`)}
    </ul>`,
  });

export const collectionsPage = (asked: Asked, { links }: Document): string =>
  htmlPage(asked, {
    title: asked.say({ vi: "Các lớp dữ liệu", en: "The collections" }),
    trail: [home(asked)],
    links,
    path: "/collections",
    body: html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th>${asked.say({ vi: "Lớp", en: "Collection" })}</th>
            <th>${asked.say({ vi: "Nội dung", en: "Content" })}</th>
            <th>${asked.say({ vi: "Chất lượng", en: "Quality" })}</th>
          </tr>
        </thead>
        <tbody>
          ${COLLECTIONS.map(
            (collection) =>
              html`<tr>
                <td><a href="${asked.url(`/collections/${collection.id}`)}">${titleOf(collection, asked)}</a></td>
                <td>${asked.say({ vi: collection.descriptionVi, en: collection.descriptionEn })}</td>
                <td>${asked.say({ vi: collection.qualityVi, en: collection.qualityEn })}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`,
  });

export const collectionPage = (asked: Asked, collection: Collection, { links, description }: Document): string =>
  htmlPage(asked, {
    title: titleOf(collection, asked),
    trail: [home(asked), all(asked)],
    links,
    path: `/collections/${collection.id}`,
    body: html`<p>${description}</p>
      <p>
        <a href="${asked.url(`/collections/${collection.id}/items`)}"
          >${asked.say({ vi: "Xem các đối tượng", en: "See the features" })}</a
        >
      </p>
      <h2>${asked.say({ vi: "Thuộc tính", en: "Properties" })}</h2>
      ${propertyTable(asked, collection)}`,
  });

export const queryablesPage = (asked: Asked, collection: Collection, links: readonly Link[]): string =>
  htmlPage(asked, {
    title: asked.say({ vi: "Thuộc tính để lọc", en: "What can be filtered by" }),
    trail: [home(asked), all(asked), [asked.url(`/collections/${collection.id}`), titleOf(collection, asked)]],
    links,
    path: `/collections/${collection.id}/queryables`,
    body: propertyTable(asked, collection),
  });

const propertyTable = (asked: Asked, { properties }: Collection): Html =>
  html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th>${asked.say({ vi: "Tên cột", en: "Column" })}</th>
          <th>${asked.say({ vi: "Ý nghĩa", en: "Meaning" })}</th>
          <th>${asked.say({ vi: "Kiểu", en: "Type" })}</th>
          <th>${asked.say({ vi: "Đơn vị, giá trị", en: "Unit, values" })}</th>
        </tr>
      </thead>
      <tbody>
        ${properties.map(
          ({ name, type, titleVi, titleEn, unit, enum: members }) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>${asked.say({ vi: titleVi, en: titleEn })}</td>
              <td>${type}</td>
              <td>${unit ?? (members && members.length <= 12 ? members.join(", ") : "")}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;

/** Columns without any value on the page are left out: most metrics are of few sites. */
export const itemsPage = (asked: Asked, collection: Collection, page: FeaturePage): string => {
  const { features, links, numberMatched, numberReturned } = page;
  const path = `/collections/${collection.id}/items`;
  const shown = collection.properties.filter(({ name }) =>
    features.some(({ properties }) => properties[name] !== null),
  );
  const next = links.find(({ rel }) => rel === "next");
  const kept = Object.entries(asked.query).filter(([name]) => !["filter", "limit", "after"].includes(name));
  return htmlPage(asked, {
    title: titleOf(collection, asked),
    trail: [home(asked), all(asked), [asked.url(`/collections/${collection.id}`), titleOf(collection, asked)]],
    links,
    path,
    body: html`<form method="get" action="/ogc${path}">
        <label
          >${asked.say({ vi: "Lọc (CQL2)", en: "Filter (CQL2)" })}<input
            name="filter"
            value="${asked.query["filter"]}"
            placeholder="${FILTER_EXAMPLE[collection.id] ?? "ACCENTI(CASEI(name_vi)) LIKE ACCENTI(CASEI('%vĩnh%'))"}"
        /></label>
        <label
          >${asked.say({ vi: "Số dòng", en: "Rows" })}<input
            name="limit"
            inputmode="numeric"
            size="6"
            value="${asked.query["limit"] ?? "100"}"
        /></label>
        ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button>${asked.say({ vi: "Lọc", en: "Filter" })}</button>
      </form>
      <p>
        ${asked.say({ vi: `Có ${numberMatched} đối tượng, đang hiện ${numberReturned}.`, en: `${numberMatched} features match; ${numberReturned} are shown.` })}${next ? html` <a href="${next.href}" rel="next">${asked.say({ vi: "Trang sau", en: "Next page" })}</a>` : ""}
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              ${sortableHeading(asked, path, "id", "id")}
              ${shown.map(({ name, titleVi, titleEn }) => sortableHeading(asked, path, name, asked.say({ vi: titleVi, en: titleEn })))}
            </tr>
          </thead>
          <tbody>
            ${features.map(
              ({ id, properties }) =>
                html`<tr>
                  <th><a href="${asked.url(`${path}/${encodeURIComponent(id)}`)}">${id}</a></th>
                  ${shown.map(({ name, type }) => cell(properties[name], type))}
                </tr> `,
            )}
          </tbody>
        </table>
      </div>
      ${next ? html`<p><a href="${next.href}" rel="next">${asked.say({ vi: "Trang sau", en: "Next page" })}</a></p>` : ""}`,
  });
};

/** A column's name that orders the rows by it, the other way round where they are already. */
const sortableHeading = (asked: Asked, path: string, name: string, title: string): Html => {
  const first = (asked.query["sortby"] ?? "id").split(",")[0]!.trim().replace(/^\+/, "");
  const sort = first === name ? "ascending" : first === `-${name}` ? "descending" : "none";
  const href = asked.same(path, { sortby: sort === "ascending" ? `-${name}` : name, after: undefined });
  const arrow = { ascending: " ↑", descending: " ↓", none: "" }[sort];
  return html`<th title="${title}" aria-sort="${sort}"><a href="${href}" rel="nofollow">${name}</a>${arrow}</th>`;
};

const FILTER_EXAMPLE: Readonly<Record<string, string>> = {
  sites: "kind IN ('zone', 'cluster') AND gross_ha > 50",
  figures: "metric = 'leasedHa' AND as_of >= DATE('2020-01-01')",
};

const cell = (value: unknown, type: string): Html =>
  type === "number" || type === "integer" ? html`<td class="number">${value}</td>` : html`<td>${value}</td>`;

export const itemPage = (asked: Asked, collection: Collection, feature: Feature & Document): string => {
  const { id, geometry, properties, links } = feature;
  const name = properties[asked.language === "vi" ? "name_vi" : "name_en"];
  const path = `/collections/${collection.id}/items`;
  return htmlPage(asked, {
    title: String(name ?? id),
    trail: [home(asked), all(asked), [asked.url(path), titleOf(collection, asked)]],
    links,
    path: `${path}/${encodeURIComponent(id)}`,
    body: html`<p class="note">
        <code>${id}</code
        >${geometry ? html` · ${geometry.type}${geometry.type === "Point" ? html` ${JSON.stringify(geometry.coordinates)}` : ""}` : html` · ${asked.say({ vi: "không có hình", en: "without a geometry" })}`}
      </p>
      <div class="wide">
        <table>
          <tbody>
            ${collection.properties
              .filter((known) => properties[known.name] !== null)
              .map(
                ({ name: column, titleVi, titleEn, unit }) =>
                  html`<tr>
                    <th>${asked.say({ vi: titleVi, en: titleEn })}</th>
                    <td>${properties[column]}${unit && unit !== "1" ? ` ${unit}` : ""}</td>
                    <td><code>${column}</code></td>
                  </tr> `,
              )}
          </tbody>
        </table>
      </div>`,
  });
};

export const apiPage = (asked: Asked): string =>
  htmlPage(asked, {
    title: asked.say({ vi: "Hướng dẫn API", en: "The API explained" }),
    trail: [home(asked)],
    links: [asked.link("alternate", asked.url("/api"), "application/json", { vi: "OpenAPI", en: "OpenAPI" })],
    path: "/api.html",
    body: html`<h2>${asked.say({ vi: "Địa chỉ", en: "Addresses" })}</h2>
      <ul>
        ${["/collections", "/collections/sites", "/collections/sites/queryables", "/collections/sites/items", "/collections/sites/items/hoa-phu"].map((path) => html`<li><a href="${asked.url(path)}">/ogc${path}</a></li>`)}
      </ul>
      <h2>${asked.say({ vi: "Tham số của danh sách đối tượng", en: "Parameters of lists of features" })}</h2>
      <ul>
        ${EXAMPLES.map(
          ([query, vi, en]) =>
            html`<li>
              <a href="${asked.origin}/ogc/collections/sites/items?${query}"
                ><code>${decodeURIComponent(query).replaceAll("+", " ")}</code></a
              >: ${asked.say({ vi, en })}
            </li>`,
        )}
      </ul>
      <p>
        ${asked.say({ vi: "Mọi thuộc tính đều dùng được làm tham số (kind=zone). Tham số lạ hoặc giá trị sai được trả lời 400, nêu rõ cần gì.", en: "Every property is a parameter (kind=zone). An unknown parameter or wrong value is answered with 400 that says what was expected." })}
      </p>`,
  });

const EXAMPLES: readonly (readonly [query: string, vi: string, en: string])[] = [
  ["limit=10", "số dòng mỗi trang, đến 10.000", "rows a page, up to 10,000"],
  ["bbox=105.9,10.1,106.1,10.3", "trong khung tây, nam, đông, bắc", "in a box of west, south, east, north"],
  [
    "crs=http://www.opengis.net/def/crs/EPSG/0/9209",
    "tọa độ VN-2000, kinh tuyến 105°30′",
    "coordinates of VN-2000, meridian 105°30′",
  ],
  ["filter=leased_ha%20%3E%20100%20AND%20kind%20%3D%20'zone'", "lọc bằng CQL2", "filtered by CQL2"],
  [
    "filter=ACCENTI(CASEI(name_vi))%20LIKE%20ACCENTI(CASEI('%25hoa%20phu%25'))",
    "không phân biệt dấu và chữ hoa",
    "regardless of diacritics and case",
  ],
  [
    "sortby=-gross_ha,name_vi",
    "sắp theo diện tích giảm dần, rồi theo tên",
    "ordered by area from the largest on, then by name",
  ],
  ["asOf=2015-06-18", "chỉ những gì có đến ngày này", "nothing dated after that day"],
];
