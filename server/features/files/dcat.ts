import { FILE_FORMATS, FILE_MEDIA_TYPES } from "#contracts/file-formats.ts";
import { ALL_FILES_PATH, type OpenData, type OpenDataItem } from "#contracts/files.ts";

type Json = Record<string, unknown>;

const CONTEXT = {
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  adms: "http://www.w3.org/ns/adms#",
};

const both = (vi: string, en: string): Json[] => [
  { "@language": "vi", "@value": vi },
  { "@language": "en", "@value": en },
];
const day = (value: string): Json => ({ "@type": "xsd:date", "@value": value });

/** DCAT-AP as JSON-LD: a catalogue of the collections, their files and their OGC API. */
export const catalogue = ({ items, dataVersion }: OpenData, origin: string): Json => {
  const at = (path: string) => `${origin}${path}`;
  return {
    "@context": CONTEXT,
    "@id": at("/api/dcat.json"),
    "@type": "dcat:Catalog",
    "dct:title": both(
      "Dữ liệu mở của Bản đồ công thương Vĩnh Long",
      "Open data of the Vĩnh Long industry and market map",
    ),
    "dct:description": both(
      "Khu, tuyến, cụm công nghiệp, chợ, số liệu có nguồn và ranh giới của tỉnh Vĩnh Long trước 01/7/2025.",
      "Zones, corridor, clusters, markets, sourced figures and boundaries of Vĩnh Long province before July 2025.",
    ),
    "dct:language": ["vi", "en"],
    "dct:publisher": { "@type": "foaf:Agent", "foaf:name": "Bản đồ công thương Vĩnh Long" },
    "foaf:homepage": { "@id": at("/") },
    "dct:hasVersion": dataVersion,
    "dcat:dataset": [
      ...items.map((item) => datasetOf(item, at)),
      {
        "@type": "dcat:Dataset",
        "@id": at("/data#all"),
        "dct:title": both("Toàn bộ dữ liệu", "All data"),
        "dct:description": both("Mọi bộ dữ liệu trong một tệp.", "Every collection in one file."),
        "dcat:distribution": [distributionOf(at(ALL_FILES_PATH), "zip", "application/zip")],
      },
    ],
  };
};

const datasetOf = (item: OpenDataItem, at: (path: string) => string): Json => ({
  "@type": "dcat:Dataset",
  "@id": at(`/data#${item.id}`),
  "dct:identifier": item.id,
  "dct:title": both(item.titleVi, item.titleEn),
  "dct:description": both(`${item.descriptionVi} ${item.qualityVi}`, `${item.descriptionEn} ${item.qualityEn}`),
  ...(item.newestOn && { "dct:modified": day(item.newestOn) }),
  "dct:spatial": { "@type": "dct:Location", "dct:title": "Vĩnh Long" },
  "dct:source": item.sources.map(({ titleVi, titleEn, publisher, publishedOn, licence }) => ({
    "dct:title": both(titleVi, titleEn),
    "dct:publisher": publisher,
    ...(publishedOn && { "dct:issued": day(publishedOn) }),
    ...(licence && { "dct:rights": licence }),
  })),
  "dcat:distribution": [
    ...FILE_FORMATS.map((format) =>
      distributionOf(at(`/api/files/${item.id}.${format}`), format, FILE_MEDIA_TYPES[format].split(";", 1)[0]!),
    ),
    {
      "@type": "dcat:Distribution",
      "dct:title": "OGC API – Features",
      "dcat:accessURL": { "@id": at(`/ogc/collections/${item.id}`) },
      "dct:conformsTo": { "@id": "http://www.opengis.net/spec/ogcapi-features-1/1.0" },
    },
  ],
});

const distributionOf = (address: string, format: string, mediaType: string): Json => ({
  "@type": "dcat:Distribution",
  "dct:title": format,
  "dct:format": format,
  "dcat:mediaType": mediaType,
  "dcat:accessURL": { "@id": address },
  "dcat:downloadURL": { "@id": address },
});
