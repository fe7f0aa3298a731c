package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.EmbeddedBroker;
import dev.steadfast.launcher.embedded.EmbeddedDatabase;
import dev.steadfast.launcher.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka and the four services, each in a process of its own.
 *
 * <p>Life: {@link #open} takes the data folder, {@link #start} starts everything and waits until it
 * is healthy, {@link #close} stops everything. In between, single parts may be killed, stopped and
 * started again. All methods may be called from any thread.
 */
public final class Suite implements AutoCloseable {
  private static final Duration HEALTH_PATIENCE = Duration.ofMinutes(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final SuiteOptions options;
  private final DataFolder folder;
  private final SecretStore secrets;
  private final ServiceCommand commands;
  private final SuiteBackends backends;
  private final Path started;
  private final boolean firstStart;
  private final Map<Service, ChildProcess> services = new EnumMap<>(Service.class);
  private final CompletableFuture<ChildProcess> crash = new CompletableFuture<>();

  private Suite(SuiteOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.secrets = new SecretStore(options.data().resolve("secrets"));
    this.commands = new ServiceCommand(options, secrets);
    this.backends = new SuiteBackends(options, secrets);
    this.started = options.data().resolve("started");
    this.firstStart = !Files.exists(started);
  }

  /**
   * Takes the data folder; nothing runs yet.
   *
   * @throws SuiteFailure when another suite runs on it
   */
  public static Suite open(SuiteOptions options) {
    return new Suite(options, DataFolder.take(options.data()));
  }

  /** As {@link #open}, on a folder from which everything has been deleted. */
  public static Suite openEmptied(SuiteOptions options) {
    DataFolder folder = DataFolder.take(options.data());
    folder.empty();
    return new Suite(options, folder);
  }

  /**
   * Starts everything and returns when all are healthy.
   *
   * @param progress told the name of each part that is ready, and how long it took
   * @throws SuiteFailure when a port is taken or a part does not become healthy; what runs by then
   *     must be closed
   */
  public void start(BiConsumer<String, Duration> progress) {
    options.ports().requireFree();
    long begin = System.nanoTime();
    Parallel.run(
        () -> {
          startDatabase();
          progress.accept("PostgreSQL", since(begin));
        },
        () -> {
          startBroker();
          progress.accept("Kafka", since(begin));
        });
    for (Service service : Service.values()) {
      launch(service);
    }
    Parallel.run(
        Stream.of(Service.values())
            .<Runnable>map(
                service ->
                    () -> {
                      awaitHealthy(service);
                      progress.accept(service.module(), since(begin));
                    })
            .toArray(Runnable[]::new));
    markStarted();
  }

  private void markStarted() {
    try {
      Files.writeString(started, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Starts PostgreSQL, again after {@link #killDatabase} too, with the roles and schemas in place.
   */
  public void startDatabase() {
    watch(backends.startDatabase());
  }

  /** Starts the broker, again after {@link #killBroker} too. */
  public void startBroker() {
    watch(backends.startBroker());
  }

  /** Starts one service, again after {@link #kill} too, and waits until it is healthy. */
  public void start(Service service) {
    launch(service);
    awaitHealthy(service);
  }

  private void launch(Service service) {
    ChildProcess process =
        ChildProcess.start(
            service.module(),
            commands.command(service),
            commands.environment(service),
            options.log(service.module()));
    synchronized (this) {
      services.put(service, process);
    }
    watch(process);
  }

  private void watch(ChildProcess process) {
    folder.remember(process.pid());
    process.whenEnded(
        () -> {
          if (expected(process)) {
            crash.complete(process);
          }
        });
  }

  /** True while nobody has asked for the end of that process. */
  private synchronized boolean expected(ChildProcess process) {
    return services.containsValue(process) || backends.owns(process);
  }

  /**
   * Waits until {@code /q/health/ready} of the service answers 200.
   *
   * @throws SuiteFailure when it ends before, or is not healthy within four minutes; the message
   *     holds the end of its log
   */
  public void awaitHealthy(Service service) {
    ChildProcess process = process(service);
    if (!HealthProbe.await(options.ports().managementUrl(service), process, HEALTH_PATIENCE)) {
      throw new SuiteFailure(
          service.module()
              + (process.alive() ? " is not healthy" : " ended while it started")
              + "; the end of "
              + process.log()
              + ":\n"
              + process.tail(40));
    }
  }

  private synchronized ChildProcess process(Service service) {
    ChildProcess process = services.get(service);
    if (process == null) {
      throw new IllegalStateException(service.module() + " was not started");
    }
    return process;
  }

  /** {@code kill -9} of one service. */
  public void kill(Service service) {
    release(service).kill();
  }

  /** Clean stop of one service. */
  public void stop(Service service) {
    release(service).stop("TERM", STOP_PATIENCE);
  }

  private synchronized ChildProcess release(Service service) {
    ChildProcess process = process(service);
    services.remove(service);
    return process;
  }

  /** {@code kill -9} of PostgreSQL. */
  public void killDatabase() {
    backends.killDatabase();
  }

  /** {@code kill -9} of the broker. */
  public void killBroker() {
    backends.killBroker();
  }

  /** The running PostgreSQL: its superuser connection, pause and resume. */
  public EmbeddedDatabase database() {
    return backends.database();
  }

  /** The running broker: its address, pause and resume. */
  public EmbeddedBroker broker() {
    return backends.broker();
  }

  /** Completes with the first process that ends without having been asked to. */
  public CompletableFuture<ChildProcess> crash() {
    return crash;
  }

  /** True when no suite has ever become healthy on the data folder before this one. */
  public boolean firstStart() {
    return firstStart;
  }

  public String gatewayUrl() {
    return options.ports().url(Service.GATEWAY);
  }

  /** Address of one service; requests of users go through the gateway. */
  public String url(Service service) {
    return options.ports().url(service);
  }

  /** Where that service shows its health and its metrics under {@code /q}. */
  public String managementUrl(Service service) {
    return options.ports().managementUrl(service);
  }

  /** The first admin key, as in {@code admin.key}. */
  public String adminKey() {
    return secrets.adminKey(commands.adminKeyFile());
  }

  /** Process ids by name, of everything that runs. */
  public synchronized Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    services.forEach((service, process) -> pids.put(service.module(), process.pid()));
    pids.putAll(backends.pids());
    return pids;
  }

  /** Stops the services, then the broker and PostgreSQL, and gives the data folder back. */
  @Override
  public void close() {
    List<ChildProcess> running;
    synchronized (this) {
      running = List.copyOf(services.values());
      services.clear();
    }
    Parallel.run(
        running.stream()
            .<Runnable>map(process -> () -> process.stop("TERM", STOP_PATIENCE))
            .toArray(Runnable[]::new));
    backends.stop();
    folder.close();
  }
}
