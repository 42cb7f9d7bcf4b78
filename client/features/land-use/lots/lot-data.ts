import { useMemo } from "react";
import { useSites } from "#client/queries.ts";
import { shownSites } from "#client/state/illustrative.ts";
import { useView } from "#client/state/navigation.ts";
import type { Site } from "#contracts/sites.ts";
import type { enterprises as enterpriseRows, projects as projectRows } from "#contracts/land-projects.ts";
import type * as z from "zod/mini";
import { useLand, useLandRows } from "../land-data.ts";
import type { Lot, LotLine, LotStageRow } from "./lot-types.ts";

type Enterprise = z.output<typeof enterpriseRows.get.output>;
type Project = z.output<typeof projectRows.get.output>;

/** Sites of which land is recorded lot by lot: those without parts. */
export const useLandSites = (): readonly Site[] => {
  const { data } = useSites();
  return useMemo(() => {
    const sites = shownSites(data?.items ?? [], null).filter(({ kind }) =>
      ["zone", "corridor", "cluster"].includes(kind),
    );
    const wholes = new Set(sites.map(({ parentId }) => parentId));
    return sites.filter(({ id }) => !wholes.has(id));
  }, [data]);
};

/** The chosen site; of one that has parts, these. Null: all sites. */
export const useChosenSites = (siteId: string | null): ReadonlySet<string> | null => {
  const { data } = useSites();
  return useMemo(() => {
    if (siteId === null) return null;
    const parts = (data?.items ?? []).filter(({ parentId }) => parentId === siteId);
    return new Set([siteId, ...parts.map(({ id }) => id)]);
  }, [data, siteId]);
};

const byId = <R extends { readonly id: number }>(rows: readonly R[] | undefined): ReadonlyMap<number, R> =>
  new Map((rows ?? []).map((row) => [row.id, row]));

export const useProjectNames = (): ((projectId: number | null) => { project: string; lessee: string } | null) => {
  const isVi = useView(({ language }) => language === "vi");
  const projects = useLandRows<Project>("projects");
  const enterprises = useLandRows<Enterprise>("enterprises");
  return useMemo(() => {
    const nameIn = (row: { nameVi: string; nameEn: string | null }) => (isVi ? row.nameVi : (row.nameEn ?? row.nameVi));
    const [ofProject, ofEnterprise] = [byId(projects.data), byId(enterprises.data)];
    return (projectId) => {
      const project = projectId === null ? undefined : ofProject.get(projectId);
      if (!project) return null;
      const enterprise = ofEnterprise.get(project.enterpriseId);
      return { project: nameIn(project), lessee: enterprise ? nameIn(enterprise) : "" };
    };
  }, [projects.data, enterprises.data, isVi]);
};

/** Lots in force on a day with their stages; `asked` is what is awaited or failed, null when all is there. */
export const useLotLines = (siteId: string | null, day: string) => {
  const siteIds = useChosenSites(siteId);
  const lots = useLandRows<Lot>("lots", { onDay: day });
  const stages = useLand<{ items: LotStageRow[] }>("stages", { on: day });
  const namesOf = useProjectNames();
  const lines = useMemo((): readonly LotLine[] | null => {
    if (!lots.data || !stages.data) return null;
    const stageOf = new Map(stages.data.items.map((stage) => [stage.lotId, stage]));
    return lots.data
      .filter((lot) => siteIds === null || siteIds.has(lot.siteId))
      .map((lot) => {
        const stage = stageOf.get(lot.id) ?? null;
        const names = namesOf(stage?.projectId ?? null);
        return { lot, stage, lessee: names?.lessee ?? null, project: names?.project ?? null };
      });
  }, [lots.data, stages.data, siteIds, namesOf]);
  return { lines, asked: lots.data ? (stages.data ? null : stages) : lots };
};
