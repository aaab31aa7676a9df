/**
 * The loss model of NORMS §3. Every constant comes from a settings document (`lossModel`, `optics`) with its source beside it; none stands here.
 * Powers in dBm, losses in dB, lengths in km.
 */
export type OpticalPath = {
  readonly oltTxDbm: number;
  /** one loss per splitter in the path */
  readonly splitterDb: readonly number[];
  readonly fibreKm: number;
  /** at the wavelength measured */
  readonly fibreDbPerKm: number;
  readonly connectors: number;
  readonly connectorDb: number;
  readonly splices: number;
  readonly spliceDb: number;
};

/** Expected ONU Rx = OLT Tx − Σ splitter − α(λ)·L − n_connector·a_c − n_splice·a_s, rounded to 0.01 dB. */
export function expectedOnuRx(path: OpticalPath): number {
  const splitters = path.splitterDb.reduce((sum, loss) => sum + loss, 0);
  const line = path.fibreKm * path.fibreDbPerKm + path.connectors * path.connectorDb + path.splices * path.spliceDb;
  return rounded(path.oltTxDbm - splitters - line);
}

/** Margin = Rx − class sensitivity, dB, rounded to 0.01. */
export const marginDb = (rxDbm: number, sensitivityDbm: number): number => rounded(rxDbm - sensitivityDbm);

export type DropSection = {
  readonly lengthKm: number;
  /** αf, dB/km at 1550 nm: by fibre type */
  readonly fibreDbPerKm: number;
  /** N: splices between the two ends, which count as two more */
  readonly splices: number;
  /** αj, dB */
  readonly jointDb: number;
  /** the result never exceeds this, dB */
  readonly capDb: number;
};

/** GB 51433-2020 §6, drop section of public buildings: β = αf·Lmax + (N+2)·αj, capped. What the section may lose at most, dB, rounded to 0.01. */
export const dropSectionLimitDb = (section: DropSection): number =>
  rounded(Math.min(section.fibreDbPerKm * section.lengthKm + (section.splices + 2) * section.jointDb, section.capDb));

/** The sign of a macrobend: more loss at the longer wavelength, by more than the limit (NORMS §3). */
export const looksLikeMacrobend = (
  shortWavelengthDb: number,
  longWavelengthDb: number,
  differenceDb: number,
): boolean => longWavelengthDb - shortWavelengthDb > differenceDb + tolerance;

/** Sums of decimal hundredths are off by some 1e-15; a meter reads 0.01. */
const tolerance = 1e-9;
const rounded = (value: number): number => Math.round((value + Math.sign(value) * tolerance) * 100) / 100;
