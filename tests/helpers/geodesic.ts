const AXIS_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;

/**
 * Kilometres between two positions (degrees) on the WGS 84 ellipsoid by Vincenty's inverse formula (Survey Review 23/176, 1975):
 * another one than PostGIS uses, so that the two can disagree.
 */
export const distanceKm = (from: readonly [number, number], to: readonly [number, number]): number => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const minor = AXIS_M * (1 - FLATTENING);
  const difference = radians(to[0] - from[0]);
  const [u1, u2] = [from, to].map(([, lat]) => Math.atan((1 - FLATTENING) * Math.tan(radians(lat)))) as [
    number,
    number,
  ];
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = difference;
  for (let round = 0; round < 100; round++) {
    const across = Math.hypot(cos2 * Math.sin(lambda), cos1 * sin2 - sin1 * cos2 * Math.cos(lambda));
    if (across === 0) return 0;
    const along = sin1 * sin2 + cos1 * cos2 * Math.cos(lambda);
    const sigma = Math.atan2(across, along);
    const sinAlpha = (cos1 * cos2 * Math.sin(lambda)) / across;
    const cosSquared = 1 - sinAlpha ** 2;
    const cosMiddle = cosSquared === 0 ? 0 : along - (2 * sin1 * sin2) / cosSquared;
    const c = (FLATTENING / 16) * cosSquared * (4 + FLATTENING * (4 - 3 * cosSquared));
    const next =
      difference +
      (1 - c) * FLATTENING * sinAlpha * (sigma + c * across * (cosMiddle + c * along * (2 * cosMiddle ** 2 - 1)));
    if (Math.abs(next - lambda) < 1e-13) {
      const u = (cosSquared * (AXIS_M ** 2 - minor ** 2)) / minor ** 2;
      const a = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
      const b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
      const delta =
        b *
        across *
        (cosMiddle +
          (b / 4) *
            (along * (2 * cosMiddle ** 2 - 1) -
              (b / 6) * cosMiddle * (4 * across ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
      return (minor * a * (sigma - delta)) / 1000;
    }
    lambda = next;
  }
  throw new Error("the formula does not settle: the places lie nearly opposite each other");
};
