import { type KnownRun, MACHINE_TAG, machineOfRun, WATTS_TAG } from './external-run.ts';
import { runCarbon } from './machine.ts';

/** Grams of CO₂ per kWh where the machine of a run stands, as its script says. */
export const GRID_TAG = 'capstan.grams_per_kwh';

export interface Emitted { readonly kg: number; readonly gramsPerKwh: number; readonly source: string }

const said = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) <= 5000 ? Number(text) : undefined);

/**
 * What the energy of a run elsewhere emitted: by the grid its script names, else by that of the company's machine. Null where a
 * factor is unknown: a machine of its own, which the script names, may draw other power and stand in another grid.
 */
export function externalCarbon(run: KnownRun, energyKwh: number): Emitted | null {
  const { tags } = run, own = said(tags[GRID_TAG]), isElsewhere = tags[MACHINE_TAG] !== undefined;
  if (isElsewhere && tags[WATTS_TAG] === undefined) return null;
  const grid = own === undefined ? (isElsewhere ? undefined : run.machine.grid) : { gramsPerKwh: own, source: GRID_TAG };
  const kg = runCarbon(energyKwh, { ...machineOfRun(run), grid });
  return kg === null || !grid ? null : { kg, ...grid };
}
