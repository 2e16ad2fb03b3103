"""Apache Spark, the engine beyond one machine: the only part of the program that imports pyspark. `docs/spark.md` tells the whole of it."""
