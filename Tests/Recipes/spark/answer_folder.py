#!/usr/bin/env python3
"""Answers a returned folder on a Spark cluster: Spark hands out the files' contents, 'greenquote worker' answers them.

    spark-submit --master spark://… --py-files returned_files.py answer_folder.py FOLDER ANSWERS [--partitions N] [-- OPTIONS OF WORKER]

ANSWERS is a folder that does not exist yet; 'greenquote register merge register.sqlite ANSWERS/part-*' makes a register of it. FOLDER is
on a file system that every machine has under that name, and so is the program greenquote (--greenquote).
"""
import argparse
import json
import os
import signal
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))


class Worker:
    """A process 'greenquote worker --input content' that is started again when a file cost it its life."""

    def __init__(self, command, seconds):
        self.command = command
        self.seconds = seconds
        self.process = None

    def answer(self, file, modified, content):
        """The line that answers a file: a submission or a failure.

        The worker takes a whole file before it says a word, and says one line: neither side ever waits for the other with a full pipe.
        """
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        header = json.dumps({"file": file, "length": len(content), "modified": modified}, ensure_ascii=False)
        limit = threading.Timer(self.seconds, self.process.kill)
        limit.start()
        try:
            self.process.stdin.write(header.encode("utf-8") + b"\n")
            self.process.stdin.write(content)
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            limit.cancel()
        if line.endswith(b"\n"):
            return line[:-1].decode("utf-8")
        status = self.stop()
        if status == 2:
            raise RuntimeError("greenquote worker does not take these options: " + " ".join(self.command))
        words = signal.Signals(-status).name if status < 0 else f"status {status}"
        message = f"the worker ended with {words} or took longer than {self.seconds} s"
        return json.dumps({"schema": "greenquote.failure/1", "file": file, "message": message}, ensure_ascii=False)

    def stop(self):
        """Ends the process; its status."""
        process, self.process = self.process, None
        if process is None:
            return 0
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stdout.close()
        return process.wait()


def answering(command, seconds, jobs):
    """A function for mapPartitions, from (name, content) to lines; `jobs` is a broadcast of jobs by path."""

    def answer(files):
        worker = Worker(command, seconds)
        try:
            for path, content in files:
                job = jobs.value.get(path)
                if job is not None:
                    yield worker.answer(job["file"], job["modified"], content)
        finally:
            worker.stop()

    return answer


def local_path(address):
    """'/data/a.xlsx' of 'file:/data/a.xlsx'."""
    return "/" + address.split(":", 1)[1].lstrip("/")


def content(path):
    """For files that Spark does not hand out."""
    with open(path, "rb") as file:
        return path, file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("answers")
    parser.add_argument("--greenquote", default="greenquote")
    parser.add_argument("--partitions", type=int, default=0, help="by default four for each core")
    parser.add_argument("--seconds", type=int, default=120, help="the longest that one file may take")
    own = sys.argv[1:]
    options = own[own.index("--") + 1:] if "--" in own else []
    arguments = parser.parse_args(own[:own.index("--")] if options else own)

    from pyspark import SparkConf, SparkContext
    from returned_files import returned_files

    folder = os.path.abspath(arguments.folder)
    if any(character in ",{}[]*?\\:" for character in folder) or os.path.basename(folder).startswith(("_", ".")):
        sys.exit(f"{folder}: Spark reads this name as a pattern; give the folder another one")
    jobs = {job["path"]: job for job in returned_files(folder)}
    configuration = SparkConf().setIfMissing("spark.app.name", "greenquote")
    configuration.set("spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive", "true")
    # The usual one looks for a checksum beside each file, and fails on names with a colon.
    configuration.set("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
    # Without it the files are taken for so large that a few partitions would do for many thousands.
    configuration.set("spark.files.openCostInBytes", "0")
    context = SparkContext(conf=configuration)
    partitions = arguments.partitions or 4 * context.defaultParallelism
    command = [arguments.greenquote, "worker", "--input", "content"] + options
    answer = answering(command, arguments.seconds, context.broadcast(jobs))

    # Hadoop takes names that begin with an underscore for hidden; suppliers do not.
    left_out = [path for path in jobs if "/_" in path[len(folder):]]
    contents = context.binaryFiles("file:" + folder, partitions).map(lambda file: (local_path(file[0]), file[1]))
    if left_out:
        contents = contents.union(context.parallelize(left_out, min(len(left_out), partitions)).map(content))
    answers = "file:" + os.path.abspath(arguments.answers)
    contents.mapPartitions(answer).saveAsTextFile(answers)
    answered = context.textFile(answers).count()
    context.stop()
    print(f"{answered} of {len(jobs)} files answered")
    if answered != len(jobs):
        sys.exit("Spark did not hand out every file of the list, or handed one out twice")


if __name__ == "__main__":
    main()
