/** Grams of CO₂ per kWh of electricity, 2023. A country that is not listed is unknown. */
export const gramsPerKwh: Readonly<Record<string, number>> = { US: 369, FR: 56, DE: 381, GB: 238, SE: 41, IN: 713, CN: 582, PL: 662 };

/** kWh = device hours · watts · PUE / 1000. PUE is the data centre's overhead, 1 at home. */
export const energyKwh = (deviceHours: number, watts: number, pue: number): number => (deviceHours * watts * pue) / 1000;

/** Kilograms of CO₂ = kWh · intensity; null when the intensity is unknown. */
export const carbonKg = (kwh: number, grams: number | null): number | null => (grams === null ? null : (kwh * grams) / 1000);
