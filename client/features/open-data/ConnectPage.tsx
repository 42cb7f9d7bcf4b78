import { type ReactNode, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useSignedInHint } from "#client/state/signed-in.ts";
import { useText } from "#client/text.tsx";
import { CopyOnce } from "#client/ui/CopyOnce.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Quoted } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { useTitle } from "#client/ui/title.ts";
import { useOpenData } from "#client/queries.ts";
import { inLanguage } from "#client/text.tsx";
import { useWords } from "./use-words.ts";
import "./open-data.css";

export const ConnectPage = () => {
  const words = useWords();
  const isSignedIn = useSignedInHint();
  const { origin } = window.location;
  useTitle(words.connect);
  return (
    <div className="card wide open-data">
      <PageHeading>{words.connect}</PageHeading>
      <p className="lead">{words.connectIntro}</p>
      <p>
        <Link to={{ page: "data" }}>{words.dataLink}</Link>
      </p>
      <Way title={words.qgis} steps={words.qgisSteps}>
        <FileButton href="/api/connect/vinh-long.qlr" label={words.qgisFile} />
        <CopyOnce label={words.qgisAddress} value={`${origin}/ogc`} words={words} />
        <CopyOnce label={words.tilesAddress} value={`${origin}/tiles/latest/communes/{z}/{x}/{y}.mvt`} words={words} />
      </Way>
      <Way title={words.excel} steps={words.excelSteps}>
        <CsvAddress origin={origin} />
      </Way>
      <Way title={words.earth} steps={words.earthSteps}>
        <FileButton href="/api/connect/vinh-long.kml" label={words.earthFile} />
      </Way>
      <section className="card-section">
        <h2>{words.token}</h2>
        <p>{words.tokenText}</p>
        <p>
          <Link to={{ page: isSignedIn ? "account" : "signIn" }}>{words.tokenLink}</Link>
        </p>
      </section>
      <ApiReference />
    </div>
  );
};

type WayProps = { readonly title: string; readonly steps: readonly string[]; readonly children: ReactNode };

const Way = ({ title, steps, children }: WayProps) => (
  <section className="card-section connect-way">
    <h2>{title}</h2>
    <ol>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    {children}
  </section>
);

const FileButton = ({ href, label }: { readonly href: string; readonly label: string }) => (
  <p>
    <a className="button" href={href} download>
      <Icon name="download" size={16} />
      {label}
    </a>
  </p>
);

const CsvAddress = ({ origin }: { readonly origin: string }) => {
  const text = useText();
  const words = useWords();
  const asked = useOpenData();
  const [id, setId] = useState("sites");
  return (
    <>
      <select aria-label={words.excelAddress} value={id} onChange={(event) => setId(event.currentTarget.value)}>
        {(asked.data?.items ?? []).map((item) => (
          <option key={item.id} value={item.id} data-name={item.id}>
            {inLanguage(item.titleVi, item.titleEn, text)}
          </option>
        ))}
      </select>
      <CopyOnce key={id} label={words.excelAddress} value={`${origin}/api/files/${id}.csv`} words={words} />
    </>
  );
};

type Operation = { readonly summary?: string };
type Paths = Readonly<Record<string, { readonly get?: Operation }>>;

const ApiReference = () => {
  const words = useWords();
  const { data } = useQuery<Paths>({
    queryKey: ["openapi"],
    queryFn: async ({ signal }) => {
      const response = await fetch("/api/openapi.json", { signal });
      if (!response.ok) throw new Error(`openapi.json: ${response.status}`);
      return ((await response.json()) as { paths: Paths }).paths;
    },
  });
  return (
    <section className="card-section">
      <h2>{words.api}</h2>
      <p>
        {words.apiIntro} <a href="/api/openapi.json">{words.apiDocument}</a>
      </p>
      {data && (
        <div className="api-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.address}</th>
                <th scope="col">{words.summary}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(data).flatMap(([path, { get }]) =>
                get
                  ? [
                      <tr key={path}>
                        <td>
                          <code>{path}</code>
                        </td>
                        <td lang="en">
                          <Quoted from={`api:${path}`}>{get.summary}</Quoted>
                        </td>
                      </tr>,
                    ]
                  : [],
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
