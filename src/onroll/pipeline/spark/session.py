"""Starting Spark: what it needs, said in one sentence where it is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Any


class CannotStartSpark(Exception):
    """Spark cannot start here; the sentence says what to do."""


def why_no_spark() -> str:
    """Return why Spark cannot start here, or nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed. Install it with: pip install --require-hashes -r requirements-spark.lock"
    java = Path(os.environ.get("JAVA_HOME", ""), "bin", "java")
    if not (os.environ.get("JAVA_HOME") and java.exists()) and shutil.which("java") is None:
        return "Spark needs Java 17, and none was found. On Debian: apt-get install openjdk-17-jre-headless"
    return ""


DEFAULT_MASTER = "local[*,4]"
"""All cores of this machine; what failed is tried anew, four times in all."""

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.ansi.enabled": "false",  # the first of an empty list is nothing, as in DuckDB, and no error
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.driver.memory": "2g",
    "spark.ui.showConsoleProgress": "false",
}

_QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m"
"""On one machine Java compiles each method once, simply: of 125 seconds of its processor time for 8,000 records, 67 went into compiling,
and 7 do so. What takes long there is done by DuckDB and Python."""

_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.extraJavaOptions": _QUICK_JAVA,
    "spark.executor.extraJavaOptions": _QUICK_JAVA,
}


def start(master: str | None = None) -> Any:
    """Return a Spark session. Settings of the operator's own (`spark-defaults.conf`, `ONROLL_SPARK_CONF`) go before ours.

    Shape  master: where Spark runs, as `--master` says it; this machine, unless told. ONROLL_SPARK_CONF: `name=value`, separated by `;`.
    Raises  CannotStartSpark
    """
    reason = why_no_spark()
    if reason:
        raise CannotStartSpark(reason)
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = master or DEFAULT_MASTER
    settings = dict(_SETTINGS)
    if master.startswith("local"):
        settings |= _ON_THIS_MACHINE
    for given in filter(None, os.environ.get("ONROLL_SPARK_CONF", "").split(";")):
        name, _, value = given.partition("=")
        settings[name.strip()] = value.strip()
    builder = SparkSession.builder.appName("onroll").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, RuntimeError) as why:
        raise CannotStartSpark(f"Spark did not start with --master {master}: {str(why).splitlines()[0]}") from None
    session.sparkContext.setLogLevel("ERROR")
    return session
