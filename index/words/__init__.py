"""Words that stand for one another: English and Chinese, everyday and official."""
