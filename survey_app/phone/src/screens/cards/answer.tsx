/** The control of each kind of item: one row each. */

import type { JSX } from 'preact';
import type { Item, Kind } from '../../form/definition';
import { inPoints } from '../../form/values';
import { Options, Scale, YesNo } from './choices';
import type { ControlProps } from './control';
import { Indicator, Points } from './figures';
import { People, Table } from './late';
import { Words } from './words';

const CONTROLS: Readonly<Record<Kind, (props: ControlProps) => JSX.Element | null>> = {
  scale: Scale,
  yes_no: YesNo,
  points: Points,
  choice: Options,
  indicator: Indicator,
  text: Words,
  table: Table,
  attendees: People,
  bonus: YesNoOrPoints,
  penalty: YesNoOrPoints,
};

export function AnswerControl(props: ControlProps): JSX.Element {
  const Control = CONTROLS[props.item.kind];
  return <Control {...props} />;
}

/** Kinds for which the unit may have scored itself. */
export function hasSelfScore(item: Item): boolean {
  return item.points !== null && !['text', 'table', 'attendees', 'penalty'].includes(item.kind);
}

function YesNoOrPoints(props: ControlProps): JSX.Element {
  return inPoints(props.item) ? <Points {...props} /> : <YesNo {...props} />;
}
