import { expect, test } from "vitest";
import { addressOf, PATHS, type EndpointName } from "#client/api.ts";
import { ENDPOINTS } from "#contracts/api.ts";

test.each(Object.entries(PATHS))("%s is asked at the path of the contract", (name, path) => {
  const endpoint = ENDPOINTS.find((candidate) => candidate.name === name);
  expect(endpoint?.path).toBe(path);
});

test.each<[EndpointName, Record<string, unknown>, string]>([
  ["summary", {}, "/api/summary"],
  ["siteById", { id: "hoa-phu" }, "/api/sites/hoa-phu"],
  ["figureById", { id: "three-zones.leasedHa.2015-06" }, "/api/figures/three-zones.leasedHa.2015-06"],
  ["figuresOfSubject", { subject: "hoa-phu-2", metric: undefined }, "/api/figures?subject=hoa-phu-2"],
])("%s %j → %s", (name, input, address) => {
  expect(addressOf(name, input)).toBe(address);
});
