"""What can go wrong with models; `key` names the one line that a maintainer reads."""


class ModelError(Exception):
    """Something asked of the models cannot be done; `values` fill in the sentence of `key`."""

    key = "model_error"

    def __init__(self, **values: object) -> None:
        super().__init__(f"{self.key} {values}")
        self.values = values


class TransitionError(ModelError):
    """The life cycle knows no such step."""

    key = "model_transition"


class ModelUnknownError(ModelError):
    """The register has no model of that name, or none in the state that is needed."""

    key = "model_unknown"


class NoneWaitsError(ModelError):
    """No model beside the one that serves waits to be compared or promoted."""

    key = "model_none_waits"


class NoneDeployedError(ModelError):
    """No model serves yet, so there is nothing to compare with or to go back to."""

    key = "model_none_deployed"


class NoEarlierError(ModelError):
    """No model served before this one."""

    key = "model_no_earlier"


class RegisterAlteredError(ModelError):
    """A line of the register was changed, moved or taken out."""

    key = "register_altered"


class ModelAlteredError(ModelError):
    """The model's file is not the one that was signed, or is gone."""

    key = "model_altered"


class SwapRefusedError(ModelError):
    """The running Rasa server did not take the model, and goes on with the one it has."""

    key = "swap_refused"
