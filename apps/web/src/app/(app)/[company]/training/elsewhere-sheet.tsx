import { EVENTS_LIMIT_MB, externalApi } from '@capstan/training';
import { ButtonLink, Section, Sheet, Table } from '@capstan/ui';
import { explain } from '../../../../api/explain.ts';
import { originOf } from '../../../../api/here.ts';
import { routeOf } from '../../../../api/route.ts';
import { words } from '../../../../i18n/words.ts';
import { BoardUpload } from './board-upload.tsx';

const SCRIPT = `import mlflow

mlflow.set_experiment("vision")
with mlflow.start_run(run_name="resnet-50"):
    mlflow.log_params({"lr": 0.1, "batch": 256})
    for step in range(steps):
        ...
        mlflow.log_metrics({"train_loss": loss, "val_acc": accuracy}, step=step)
    mlflow.log_artifact("model.safetensors")`;
const meanings = { 'capstan.price_per_hour': 'price', 'capstan.machine': 'machine', 'capstan.watts': 'watts', 'capstan.grams_per_kwh': 'grid', 'capstan.score_metric': 'scoreMetric', 'capstan.score': 'score', 'capstan.dataset_hash': 'hash' } as const;

const Copied = ({ text }: { text: string }) => <pre className="try-text whitespace-pre-wrap break-words"><code data-copy={text}>{text}</code></pre>;

/** How a script elsewhere records its runs here, and a TensorBoard file becomes one. */
export async function ElsewhereSheet({ company, currency }: { company: string; currency: string }) {
  const [t, app, origin] = await Promise.all([words('elsewhere'), words('app'), originOf()]);
  const close = `/${company}/training`;
  const shell = `pip install mlflow-skinny\nexport MLFLOW_TRACKING_URI=${origin}/api/companies/${company}/mlflow\nexport MLFLOW_TRACKING_TOKEN=cap_…`;
  return (
    <Sheet title={t('connect.title')} closeHref={close} closeLabel={app('close')}>
      <p className="prose muted">{t('connect.lead')}</p>
      <Section title={t('connect.address')}>
        <Copied text={shell} />
        <p className="prose muted">{t('connect.token')}</p>
        <ButtonLink href={`/${company}/members?sheet=token&may=training:run`}>{t('connect.makeToken')}</ButtonLink>
      </Section>
      <Section title={t('connect.script')}><Copied text={SCRIPT} /></Section>
      <Section title={t('connect.tags')}>
        <Table caption={t('connect.tags')} rows={Object.entries(meanings)} rowKey={([tag]) => tag}
          columns={[{ key: 'tag', header: t('connect.tag'), cell: ([tag]) => <code data-copy={tag}>{tag}</code> }, { key: 'meaning', header: t('connect.meaning'), cell: ([, meaning]) => t(`connect.${meaning}`, { currency }) }]} />
      </Section>
      <Section title={t('connect.board')} lead={t('connect.boardLead')}>
        <BoardUpload to={routeOf(externalApi.importEvents, { company })} runs={`/${company}/training/runs`} limit={EVENTS_LIMIT_MB * 1_000_000} explain={explain}
          words={{ name: t('upload.name'), price: t('upload.price'), priceHint: t('upload.priceHint'), keep: t('upload.keep'), file: t('upload.file'), hint: t('upload.hint', { limit: EVENTS_LIMIT_MB }), tooLarge: t('upload.tooLarge'), needsName: t('upload.needsName') }}
          drop={{ drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') }} />
      </Section>
    </Sheet>
  );
}
