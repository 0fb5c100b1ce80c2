"""From what was hardly understood to a better model, without fear of a worse one."""
