import { type MouseEvent, useId, useState } from "react";
import { useOpenData } from "#client/queries.ts";
import { useView } from "#client/state/navigation.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Cite, Count, Day, Name, Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { carriesCrs, FILE_FORMATS, type FileCrs, type FileFormat } from "#contracts/file-formats.ts";
import type { OpenDataItem } from "#contracts/files.ts";
import { ATLAS_PATH, ATLAS_PROGRESS_PATH, SHEET_LANGUAGES, type SheetLanguage } from "#contracts/sheets.ts";
import { CrsChoice } from "./CrsChoice.tsx";
import { Freshness } from "./Freshness.tsx";
import { type Downloading, useDownload } from "./use-download.ts";
import { useWords } from "./use-words.ts";
import "./open-data.css";

/** What is shown is what is downloaded: its day, its data set and the language of its words. */
const useFileAddress = (): ((file: string, crs: FileCrs | null) => string) => {
  const view = useView(({ asOf, knownOn, isIllustrative, language }) =>
    JSON.stringify({
      asOf,
      knownOn,
      data: isIllustrative ? "illustrative" : null,
      lang: language === "en" ? "en" : null,
    }),
  );
  return (file, crs) => {
    const params = Object.entries({ ...(JSON.parse(view) as Record<string, string | null>), crs })
      // The one file of everything is in both languages and in WGS 84.
      .filter(([name, value]) => value !== null && !(file === "all.zip" && name === "lang"))
      .map(([name, value]) => `${name}=${value}`);
    return `/api/files/${file}${params.length > 0 ? `?${params.join("&")}` : ""}`;
  };
};

const useAtlasAddress = (): ((path: string, lang: SheetLanguage) => string) => {
  const view = useView(({ asOf, knownOn, isIllustrative }) =>
    JSON.stringify({
      ...(asOf !== null && { asOf }),
      ...(knownOn !== null && { knownOn }),
      ...(isIllustrative && { data: "illustrative" }),
    }),
  );
  return (path, lang) =>
    `${path}?${new URLSearchParams({ lang, ...(JSON.parse(view) as Record<string, string>) }).toString()}`;
};

export const DataPage = () => {
  const words = useWords();
  const asked = useOpenData();
  const downloading = useDownload();
  const [crs, setCrs] = useState<FileCrs>("4326");
  const addressOf = useFileAddress();
  const atlasAddress = useAtlasAddress();
  useTitle(words.data);
  return (
    <div className="card wide open-data">
      <PageHeading isBackShown={false}>{words.data}</PageHeading>
      <p className="lead">{words.dataIntro}</p>
      <p>
        <Link className="open-data-connect" to={{ page: "connect" }}>
          {words.connectLink}
        </Link>
      </p>
      <section className="open-data-all" aria-labelledby="all-data">
        <h2 id="all-data">{words.all}</h2>
        <p className="fine">{words.allHint}</p>
        <p className="open-data-files">
          <FileLink
            name={words.all}
            address={addressOf("all.zip", null)}
            label={words.allLink}
            downloading={downloading}
          />
          <a href="/api/dcat.json">{words.catalogue}</a>
        </p>
        <CrsChoice value={crs} onChange={setCrs} />
      </section>
      <section className="open-data-all" aria-labelledby="atlas">
        <h2 id="atlas">{words.atlas}</h2>
        <p className="fine">{words.atlasHint}</p>
        <p className="open-data-files" role="group" aria-labelledby="atlas">
          {SHEET_LANGUAGES.map((lang) => (
            <FileLink
              key={lang}
              name={`${words.atlas} (${words.atlasIn[lang]})`}
              address={atlasAddress(ATLAS_PATH, lang)}
              progressAddress={atlasAddress(ATLAS_PROGRESS_PATH, lang)}
              label={words.atlasIn[lang]}
              downloading={downloading}
            />
          ))}
        </p>
      </section>
      <DownloadStatus {...downloading} />
      {asked.data ? (
        <ul className="open-data-list">
          {asked.data.items.map((item) => (
            <CollectionItem
              key={item.id}
              item={item}
              downloading={downloading}
              addressOf={(format) =>
                addressOf(`${item.id}.${format}`, crs !== "4326" && carriesCrs(format) ? crs : null)
              }
            />
          ))}
        </ul>
      ) : (
        <Waiting asked={asked} lines={12} />
      )}
      <Freshness />
    </div>
  );
};

type ItemProps = {
  readonly item: OpenDataItem;
  readonly downloading: Downloading;
  readonly addressOf: (format: FileFormat) => string;
};

const CollectionItem = ({ item, downloading, addressOf }: ItemProps) => {
  const text = useText();
  const words = useWords();
  const { id, titleVi, titleEn, rows, newestOn, sources } = item;
  const title = inLanguage(titleVi, titleEn, text);
  return (
    <li id={id} className="card-section">
      <h2 id={`${id}-title`}>
        <Name of={{ id, nameVi: titleVi, nameEn: titleEn }} />
      </h2>
      <p className="fine">
        <Count of={`rows:${id}`}>{words.rows(rows.toLocaleString(text.language === "vi" ? "vi-VN" : "en-GB"))}</Count>
        {newestOn && (
          <>
            {" · "}
            {words.newest} <Day on={newestOn} />
          </>
        )}
      </p>
      <p>
        <Quoted from={`collection:${id}`}>{inLanguage(item.descriptionVi, item.descriptionEn, text)}</Quoted>
      </p>
      <p className="fine">
        {words.quality}: <Quoted from={`collection:${id}`}>{inLanguage(item.qualityVi, item.qualityEn, text)}</Quoted>
      </p>
      <p className="open-data-files" role="group" aria-labelledby={`${id}-title`}>
        {FILE_FORMATS.map((format) => (
          <FileLink
            key={format}
            name={`${title} (${words.formats[format]})`}
            address={addressOf(format)}
            label={words.formats[format]}
            headingId={`${id}-title`}
            downloading={downloading}
          />
        ))}
      </p>
      <details>
        <summary>{words.sources}</summary>
        <ul className="open-data-sources">
          {sources.map((source) => (
            <li key={source.id}>
              <Link to={{ page: "sources", sourceId: source.id }}>
                <Cite id={source.id}>{inLanguage(source.titleVi, source.titleEn, text)}</Cite>
              </Link>
              <span className="fine">
                {" · "}
                <Cite id={source.id}>{source.licence ?? words.noLicence}</Cite>
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
};

type FileLinkProps = {
  readonly name: string;
  readonly address: string;
  /** Where the server tells how far it has come with making the file. */
  readonly progressAddress?: string;
  readonly label: string;
  /** Of the collection's heading, said after the format. */
  readonly headingId?: string;
  readonly downloading: Downloading;
};

/** A plain link, which works without the script and in a new tab; clicked, it downloads with progress. */
const FileLink = ({ name, address, progressAddress, label, headingId, downloading }: FileLinkProps) => {
  const id = useId();
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    downloading.start(name, address, progressAddress);
  };
  return (
    <a
      id={id}
      className="button"
      href={address}
      download
      aria-labelledby={headingId && `${id} ${headingId}`}
      onClick={onClick}
    >
      <Icon name="download" size={16} />
      {label}
    </a>
  );
};

const DownloadStatus = ({ state, cancel }: Downloading) => {
  const words = useWords();
  return (
    <div className="open-data-status" role="status" data-kind={state.kind}>
      {state.kind === "running" && (
        <>
          <span>{state.share === null ? words.making(state.name) : words.loading(state.name)}</span>
          <progress aria-label={words.loading(state.name)} value={state.share ?? state.made ?? undefined} />
          <button type="button" className="button" onClick={cancel}>
            {words.cancel}
          </button>
        </>
      )}
      {state.kind === "made" && (
        <>
          <Icon name="check" size={16} />
          {words.made(state.name)}
        </>
      )}
      {state.kind === "failed" && (
        <span>
          <Icon name="warning" size={16} /> {words.failed(state.name)} {state.detail}
        </span>
      )}
    </div>
  );
};
