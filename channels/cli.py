"""`nietpluis`: the command line."""

import typer

from channels.commands import (
    cards,
    keeping,
    knowledge,
    models,
    report,
    route,
    rules,
    sign_in,
    signals,
    system,
    teams,
)
from evaluation.command import evaluate
from evaluation.improvement import promote, review

app = typer.Typer(
    help="Niet-Pluis: recognising and reporting signals of human trafficking.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    system.run,
    system.setup,
    system.chat,
    knowledge.ingest,
    knowledge.search,
    signals.signals,
    signals.token,
    rules.check,
    rules.schema,
    route.route,
    route.names,
    cards.cards,
    report.report,
    keeping.notices,
    keeping.retention,
    keeping.rotate_keys,
    teams.teams_package,
    teams.check_teams_package,
    sign_in.check_sign_in,
    sign_in.sign_ins,
    evaluate,
    models.retrain,
    models.models,
    models.rollback,
    review.review,
    promote.compare,
    promote.promote,
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
