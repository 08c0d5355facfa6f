import { experimentsOf } from './experiments.view.ts';
import { externalOf, externalsOf } from './external-rows.ts';
import { machineOf } from './machine.view.ts';
import { pointsOf } from './metric-points.view.ts';

/** What the tracking endpoint asks of training's read models. */
export const runsElsewhere = { machineOf, externalOf, externalsOf, experimentsOf, pointsOf };
