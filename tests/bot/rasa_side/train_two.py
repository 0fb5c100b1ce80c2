"""Runs in bot/.venv: trains two models of a few lines that differ in what they answer.

Argument: the folder for `first.tar.gz` and `second.tar.gz`.
"""

import sys
from pathlib import Path

CONFIG = """
recipe: default.v1
assistant_id: small
language: nl
pipeline: [{name: KeywordIntentClassifier}]
policies: [{name: RulePolicy}]
"""
DOMAIN = """
version: "3.1"
intents: [greet]
slots:
  case_closed: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_hello: [{text: "%s", custom: {language: nl}}]
"""
RULES = """
version: "3.1"
rules:
- rule: answer
  steps: [{intent: greet}, {action: utter_hello}]
"""
NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hallo
    - dag
"""


def main() -> None:
    """Trains both."""
    from rasa.model_training import train

    out = Path(sys.argv[1])
    for name in ("first", "second"):
        folder = out / f"project-{name}"
        folder.mkdir(parents=True)
        files = {"config": CONFIG, "domain": DOMAIN % name, "rules": RULES, "nlu": NLU}
        for kind, content in files.items():
            (folder / f"{kind}.yml").write_text(content)
        data = [str(folder / "nlu.yml"), str(folder / "rules.yml")]
        given = (str(folder / "domain.yml"), str(folder / "config.yml"), data)
        train(*given, output=str(out), fixed_model_name=name)


if __name__ == "__main__":
    main()
