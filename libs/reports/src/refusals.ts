/** Why a report command can be refused: code → English sentence. */
export const reportsRefusals = {
  'report-unknown': 'There is no such report in this company.',
  'report-published': 'This report is published and stays as investors saw it. Withdraw it to publish another.',
  'report-not-published': 'This report is not published.',
  'report-withdrawn': 'This report was withdrawn.',
  'month-reported': 'There is a published report of {month} already. Withdraw it first.',
  'month-in-future': 'The month {month} has not begun.',
  'moment-in-future': 'A report can only be pinned to a moment that has passed.',
  'moment-before-month': 'The report’s moment lies before its month.',
  'nothing-shown': 'Choose at least one figure, or write at least one line.',
} as const;
