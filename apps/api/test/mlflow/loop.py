"""A training loop as people write it, recorded by MLflow's stock client: what it reads back goes to standard output as JSON."""
import json
import sys

import mlflow
from mlflow.entities import Dataset, DatasetInput, InputTag, Metric
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient

STEPS = int(sys.argv[1])


def refusal(attempt):
    try:
        attempt()
        return None
    except MlflowException as error:
        return error.error_code


mlflow.set_experiment("vision")
with mlflow.start_run(run_name="resnet", tags={"capstan.price_per_hour": "36", "capstan.machine": "8xH100"}) as run:
    mlflow.log_params({"lr": 0.1, "optimizer": "adam"})
    mlflow.log_param("lr", 0.1)
    for step in range(STEPS):
        mlflow.log_metrics({"val_acc": (step + 1) / (STEPS + 1), "val_loss": 1 / (step + 1)}, step=step)
    mlflow.log_metric("odd", float("nan"))
    mlflow.set_tags({"team": "vision", "gone": "soon"})
    mlflow.delete_tag("gone")
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"width": 64}, "model.json")

client = MlflowClient()
run_id = run.info.run_id
client.log_inputs(run_id, [DatasetInput(Dataset("digits", "abc123", "http", json.dumps({"url": "https://example.com/digits"})), [InputTag("mlflow.data.context", "training")])])
client.log_batch(run_id, metrics=[Metric("test_acc", 0.9, 1_800_000_000_000, 7)])
with mlflow.start_run(run_id=run_id):
    mlflow.log_metric("late", 1)
with mlflow.start_run(run_name="worse"):
    mlflow.log_metric("val_acc", 0.1)
client.delete_run(mlflow.last_active_run().info.run_id)
with mlflow.start_run(run_name="folds") as parent:
    detector = mlflow.initialize_logged_model(name="detector", source_run_id=parent.info.run_id, params={"depth": "3"})
    client.log_model_artifact(detector.model_id, __file__)
    mlflow.finalize_logged_model(detector.model_id, "READY")
    with mlflow.start_run(run_name="fold", nested=True):
        mlflow.log_metric("val_acc", 0.8)

read = client.get_run(run_id)
found = mlflow.search_runs(experiment_names=["vision"], filter_string="metrics.val_acc > 0.2 and params.optimizer = 'adam' and tags.team LIKE 'vis%'", order_by=["metrics.val_acc DESC"], output_format="list")
print(json.dumps({
    "version": mlflow.__version__, "run": run_id, "status": read.info.status, "params": read.data.params, "val_acc": read.data.metrics["val_acc"], "odd": str(read.data.metrics["odd"]),
    "tags": sorted(key for key in read.data.tags if not key.startswith("mlflow.")), "datasets": [one.dataset.name for one in read.inputs.dataset_inputs],
    "history": len(client.get_metric_history(run_id, "val_acc")), "files": sorted(one.path for one in client.list_artifacts(run_id)), "below": [one.path for one in client.list_artifacts(run_id, "notes")],
    "text": mlflow.artifacts.load_text(f"{read.info.artifact_uri}/notes/hello.txt"), "found": [one.info.run_name for one in found],
    "children": [one.info.run_name for one in mlflow.search_runs(experiment_names=["vision"], filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'", output_format="list")],
    "model": [str(mlflow.get_logged_model(detector.model_id).status), [one.path for one in client.list_logged_model_artifacts(detector.model_id)]],
    "models": [one.name for one in mlflow.search_logged_models(experiment_ids=[detector.experiment_id], filter_string="name = 'detector'", output_format="list")],
    "refusals": [refusal(lambda: client.get_run("run-00000000ffff")), refusal(lambda: client.log_param(run_id, "lr", 0.2)), refusal(lambda: client.search_runs(["0"], "no filter ?")), refusal(lambda: client.create_experiment("vision"))],
}))
