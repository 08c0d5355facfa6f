import { companyApi } from '@capstan/capital';
import { decisionsApi, type SelectionLine } from '@capstan/decisions';
import { Badge, ButtonLink, CheckField, EmptyState, Page, Section, SelectField, Sheet, Table, TextAreaField, TextField } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { Recorded } from '../../../../why/recorded.tsx';
import { openSelection } from './actions.ts';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string }> };
export const generateMetadata = async () => ({ title: (await words('decisions'))('title') });

export default async function Decisions({ params, searchParams }: Props) {
  const [{ company }, { sheet }] = await Promise.all([params, searchParams]);
  const [t, f, here, lines] = await Promise.all([words('decisions'), format(), place(company), api(decisionsApi.selections, { params: { company } })]);
  const opens = here.can('decisions:record');
  const base = `/${company}/decisions`;
  return (
    <Page title={t('title')} lead={t('lead')} actions={opens && <ButtonLink href="?sheet=open" kind="primary" isNew>{t('new')}</ButtonLink>}>
      <Section title={t('list')}>
        <Table caption={t('list')} rows={lines} rowKey={(l) => l.selection} rowHref={(l) => `${base}/${l.selection}`} struck={(l) => l.status === 'abandoned'}
          columns={[
            { key: 'title', header: t('column.title'), cell: (l) => l.title },
            { key: 'kind', header: t('column.kind'), cell: (l) => t(`kinds.${l.kind}`) },
            { key: 'status', header: t('column.status'), cell: (l) => <Standing line={l} t={t} /> },
            { key: 'candidates', header: t('column.candidates'), align: 'right', cell: (l) => <span className="num">{f.number(l.candidates)}{l.status === 'open' && l.unscored > 0 && <span className="muted small"> · {t('unscored', { count: l.unscored })}</span>}</span> },
            { key: 'leader', header: t('column.leader'), cell: (l) => l.leader ?? f.number(null) },
            { key: 'chosen', header: t('column.chosen'), cell: (l) => l.chosen ?? f.number(null) },
            { key: 'decidedOn', header: t('column.decidedOn'), align: 'right', cell: (l) => <span className="num">{f.day(l.decidedOn)}</span> },
            { key: 'recorded', header: t('column.recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} fact={l.fact} /> },
          ]}
          empty={<EmptyState action={opens && <ButtonLink href="?sheet=open">{t('new')}</ButtonLink>}>{t('empty')}</EmptyState>} />
      </Section>
      {sheet === 'open' && opens && <OpenSheet company={company} />}
    </Page>
  );
}

function Standing({ line, t }: { line: SelectionLine; t: Words }) {
  if (line.drift === 'another-wins' || line.drift === 'evidence-gone') return <Badge tone="warn">{t(`driftBadge.${line.drift}`)}</Badge>;
  return <Badge tone={line.status === 'decided' ? 'good' : 'plain'}>{t(`status.${line.status}`)}</Badge>;
}

async function OpenSheet({ company }: { company: string }) {
  const [t, app, { currency }] = await Promise.all([words('decisions'), words('app'), api(companyApi.company, { params: { company } })]);
  return (
    <Sheet title={t('open.title')} closeHref={`/${company}/decisions`} closeLabel={app('close')}>
      <Form action={openSelection.bind(null, company, currency)} submit={t('open.submit')}>
        <SelectField name="kind" label={t('open.kind')} options={['technology', 'business-model'].map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        <TextField name="title" label={t('open.name')} hint={t('open.nameHint')} required />
        <TextAreaField name="question" label={t('open.question')} />
        <CheckField name="standardCriteria" label={t('open.standard')} defaultChecked />
      </Form>
    </Sheet>
  );
}
