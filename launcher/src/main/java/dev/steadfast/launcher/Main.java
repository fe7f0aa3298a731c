package dev.steadfast.launcher;

import dev.steadfast.launcher.demo.Demo;
import dev.steadfast.launcher.demo.DemoFailure;
import dev.steadfast.launcher.demo.Screen;
import dev.steadfast.launcher.process.ChildProcess;
import dev.steadfast.launcher.suite.Suite;
import dev.steadfast.launcher.suite.SuiteFailure;
import dev.steadfast.launcher.suite.SuiteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the suite and keeps it running until Ctrl-C, SIGTERM or the crash of a part.
 *
 * <p>Arguments: {@code --empty} (no demo), {@code --reset} (delete all data first), {@code
 * --no-live} (no trickle of live events). Exit codes: 0 or the signal's own when stopped, 1 when
 * something failed.
 */
public final class Main {
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private Main() {}

  public static void main(String[] args) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    List<String> flags = List.of(args);
    SuiteOptions options =
        SuiteOptions.standard(Path.of(System.getProperty("steadfast.root", ".")));
    try {
      Suite suite = flags.contains("--reset") ? Suite.openEmptied(options) : Suite.open(options);
      System.exit(run(suite, options, flags));
    } catch (SuiteFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static int run(Suite suite, SuiteOptions options, List<String> flags) {
    CountDownLatch stopped = stopWithThisProcess(suite);
    try {
      System.out.println("Starting (logs in " + options.data().resolve("logs") + ")");
      Demo demo = new Demo(suite.gatewayUrl(), suite.adminKey(), options.data(), screen());
      demo.plan(suite.firstStart() && !flags.contains("--empty"));
      long begin = System.nanoTime();
      suite.start(Main::printReady);
      greet(suite, options, Duration.ofNanos(System.nanoTime() - begin));
      show(demo, flags);
      ChildProcess crashed = suite.crash().join();
      if (stopped.getCount() > 0) {
        printCrash(crashed);
      }
      return 1;
    } catch (SuiteFailure e) {
      if (stopped.getCount() > 0) {
        System.err.printf("%n%s%n", e.getMessage());
      }
      return 1;
    } catch (DemoFailure e) {
      if (stopped.getCount() > 0) {
        System.err.printf("%n%s%n", e.getMessage());
        // Often the reason why the demo got no answer.
        suite.crash().thenAccept(Main::printCrash).getNow(null);
      }
      return 1;
    }
  }

  private static void printCrash(ChildProcess crashed) {
    System.err.printf(
        "%n%s ended by itself with code %d. The end of %s:%n%s%n",
        crashed.name(), crashed.exit().join(), crashed.log(), crashed.tail(40));
  }

  private static Screen screen() {
    return new Screen(System.out, Boolean.getBoolean("steadfast.terminal"), InstantSource.system());
  }

  private static void show(Demo demo, List<String> flags) {
    if (demo.seed() && !flags.contains("--no-live") && !flags.contains("--empty")) {
      demo.goLive();
      System.out.printf("%nLive events are coming in, about one a second.%n");
    }
    System.out.printf("%nCtrl-C stops everything.%n");
  }

  private static CountDownLatch stopWithThisProcess(Suite suite) {
    CountDownLatch stopping = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.countDown();
                  System.out.println("Stopping …");
                  suite.close();
                  System.out.println("Stopped.");
                }));
    return stopping;
  }

  private static void printReady(String name, Duration after) {
    System.out.printf(Locale.ROOT, "  %-17s ready after %4.1f s%n", name, after.toMillis() / 1e3);
  }

  private static void greet(Suite suite, SuiteOptions options, Duration took) {
    String url = "http://localhost:" + options.ports().gateway();
    System.out.printf(
        Locale.ROOT,
        "%nSteadfast is ready after %.1f s at %s%n  API in the browser  %s/docs%n  OpenAPI 3.1        "
            + " %s/openapi%n  admin key           %s%n",
        took.toMillis() / 1e3,
        url,
        url,
        url,
        suite.firstStart()
            ? suite.adminKey() + "  (kept in .data/admin.key)"
            : "in .data/admin.key");
  }
}
