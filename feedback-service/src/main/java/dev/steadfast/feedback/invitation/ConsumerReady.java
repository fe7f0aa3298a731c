package dev.steadfast.feedback.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once resolutions are read. The database has a check of its own. */
@Readiness
@ApplicationScoped
public class ConsumerReady implements HealthCheck {
  private final FeedbackWorker worker;

  @Inject
  ConsumerReady(FeedbackWorker worker) {
    this.worker = worker;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("consumer of interactions")
        .status(worker.isConsuming())
        .build();
  }
}
