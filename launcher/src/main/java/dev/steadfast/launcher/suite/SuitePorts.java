package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;

/** The TCP ports of one suite, all on 127.0.0.1. Only {@code gateway} is meant for others. */
public record SuitePorts(
    int gateway,
    int gatewayManagement,
    int metrics,
    int feedback,
    int goals,
    int database,
    int kafka,
    int kafkaController) {

  /**
   * The fixed ports of {@code ./run}, each changeable by a system property {@code
   * steadfast.port.<name>}, which the script takes from {@code STEADFAST_PORT} (gateway) and {@code
   * STEADFAST_PORT_<NAME>}.
   */
  public static SuitePorts standard() {
    return new SuitePorts(
        Integer.getInteger("steadfast.port.gateway", 8080),
        Integer.getInteger("steadfast.port.management", 8090),
        Integer.getInteger("steadfast.port.metrics", 8081),
        Integer.getInteger("steadfast.port.feedback", 8082),
        Integer.getInteger("steadfast.port.goals", 8083),
        Integer.getInteger("steadfast.port.database", 15432),
        Integer.getInteger("steadfast.port.kafka", 19092),
        Integer.getInteger("steadfast.port.kafka_controller", 19093));
  }

  /** Eight ports that are free now, for a suite of a test or benchmark. */
  public static SuitePorts free() {
    return new SuitePorts(
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any(),
        FreePort.any());
  }

  public int of(Service service) {
    return switch (service) {
      case GATEWAY -> gateway;
      case METRICS -> metrics;
      case FEEDBACK -> feedback;
      case GOALS -> goals;
    };
  }

  public String url(Service service) {
    return "http://127.0.0.1:" + of(service);
  }

  /** Where a service shows its health and its metrics: the gateway has a port of its own for it. */
  public String managementUrl(Service service) {
    return switch (service) {
      case GATEWAY -> "http://127.0.0.1:" + gatewayManagement;
      case METRICS, FEEDBACK, GOALS -> url(service);
    };
  }

  /**
   * Refuses to go on when a port is taken.
   *
   * @throws SuiteFailure naming the port, who wants it and the variable that moves it
   */
  void requireFree() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("STEADFAST_PORT", gateway);
    wanted.put("STEADFAST_PORT_MANAGEMENT", gatewayManagement);
    wanted.put("STEADFAST_PORT_METRICS", metrics);
    wanted.put("STEADFAST_PORT_FEEDBACK", feedback);
    wanted.put("STEADFAST_PORT_GOALS", goals);
    wanted.put("STEADFAST_PORT_DATABASE", database);
    wanted.put("STEADFAST_PORT_KAFKA", kafka);
    wanted.put("STEADFAST_PORT_KAFKA_CONTROLLER", kafkaController);
    wanted.forEach(
        (variable, port) -> {
          if (FreePort.taken(port)) {
            throw new SuiteFailure(
                "Port "
                    + port
                    + " is taken by another program. Stop that program, or choose another port: "
                    + variable
                    + "="
                    + (port + 1000)
                    + " ./run");
          }
        });
  }
}
