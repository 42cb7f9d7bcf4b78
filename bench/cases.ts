/** The cases: what is measured of ours, against which floor, and the bar. */

import { setTimeout as pause } from "node:timers/promises";
import floorSql from "./floor.sql?raw";
import type { Load, UrlList } from "./load.ts";
import { type Bar, type Case, medianOf } from "./results.ts";
import type { Rectangle } from "./tiles.ts";

const atLeast = (value: number): Bar => ({ of: "ratio", is: "≥", value });
const atMost = (value: number): Bar => ({ of: "ratio", is: "≤", value });

type Run = { readonly load: Load; readonly seconds: number };

const rateOf = async (load: Load, list: UrlList, connections: number, seconds: number): Promise<number> => {
  const { requests, seconds: taken } = await load.wrk(list, connections, seconds);
  return requests / taken;
};

export type CachedLists = {
  /** Such as “9 kB”. */
  readonly size: string;
  readonly ours: UrlList;
  readonly floor: UrlList;
};

export const cachedCases = ({ load, seconds }: Run, { size, ours, floor }: CachedLists): Case[] =>
  [10, 50].map((connections) => ({
    name: `From memory, tiles of ${size}, ${connections} connections`,
    floor: "bare Fastify, the same answers",
    unit: "req/s",
    bar: atLeast(0.9),
    measureFloor: () => rateOf(load, floor, connections, seconds),
    measureOurs: () => rateOf(load, ours, connections, seconds),
  }));

export const revalidatedCase = ({ load, seconds }: Run, revalidated: UrlList, floor: UrlList): Case => ({
  name: "Still valid (304), 10 connections",
  floor: "bare Fastify, 200 with the tile",
  unit: "req/s",
  bar: atLeast(1),
  measureFloor: () => rateOf(load, floor, 10, seconds),
  measureOurs: () => rateOf(load, revalidated, 10, seconds),
});

export type Latency = {
  readonly name: string;
  readonly ours: UrlList;
  readonly databaseUrl: string;
  readonly rectangle: Rectangle;
  readonly bar: Bar | null;
  readonly sql?: string;
  readonly layer?: string;
};

/** One tile after the other over one connection. */
export const latencyCase = async (
  { load, seconds }: Run,
  { name, ours, databaseUrl, rectangle, bar, sql = floorSql, layer }: Latency,
): Promise<Case> => {
  const walk = (rounds: number) => load.pgbench(databaseUrl, sql, rectangle, rounds, layer);
  const onceMs = (await walk(1)).reduce((sum, ms) => sum + ms, 0);
  const rounds = Math.max(1, Math.round((seconds * 1000) / onceMs));
  return {
    name: `${name}, 1 connection`,
    floor: "pgbench, st_asmvt",
    unit: "ms (p50)",
    bar,
    measureFloor: async () => medianOf(await walk(rounds)),
    measureOurs: async () => (await load.wrk(ours, 1, seconds)).p50Ms,
  };
};

export const memoryBar = atMost(0.6);
export const fetchedBar = atMost(0.9);

/** Ten at a time. */
export const rateCase = ({ load, seconds }: Run, name: string, ours: UrlList, floor: UrlList): Case => ({
  name: `${name}, 10 connections`,
  floor: "Fastify + pg + st_asmvt",
  unit: "req/s",
  bar: atLeast(2),
  measureFloor: () => rateOf(load, floor, 10, seconds),
  measureOurs: () => rateOf(load, ours, 10, seconds),
});

export type MixedLists = { readonly heavy: UrlList; readonly light: UrlList; readonly alive: UrlList };

/** Light work of a server while it makes heavy tiles for ten others, against the same while it makes none. */
export const mixedCases = ({ load, seconds }: Run, { heavy, light, alive }: MixedLists): Case[] => {
  const busy = async (measure: () => Promise<number>): Promise<number> => {
    const making = load.wrk(heavy, 10, seconds + 3);
    // The first heavy tiles are on their way before anything is measured.
    await pause(1_000);
    const measured = await measure();
    await making;
    return measured;
  };
  const rate = () => rateOf(load, light, 10, seconds);
  const lateMs = async () => (await load.wrk(alive, 1, seconds)).p99Ms;
  return [
    {
      name: "From memory while heavy tiles are made, 10 connections",
      floor: "the same server idle",
      unit: "req/s",
      bar: atLeast(0.5),
      measureFloor: rate,
      measureOurs: () => busy(rate),
    },
    {
      name: "/livez while heavy tiles are made, 1 connection",
      floor: "the same server idle",
      unit: "ms (p99)",
      bar: { of: "ours", is: "≤", value: 50 },
      measureFloor: lateMs,
      measureOurs: () => busy(lateMs),
    },
  ];
};
