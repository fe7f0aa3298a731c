package dev.steadfast.launcher.suite;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Runs tasks at the same time and waits for all of them. */
final class Parallel {
  private Parallel() {}

  /**
   * Returns when all tasks have ended.
   *
   * @throws SuiteFailure when one of them failed
   */
  static void run(Runnable... tasks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running =
          Stream.of(tasks).map(task -> CompletableFuture.runAsync(task, threads)).toList();
      CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SuiteFailure failure) {
        throw failure;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SuiteFailure(String.valueOf(cause.getMessage()), cause);
    }
  }
}
