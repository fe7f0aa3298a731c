package dev.steadfast.feedback;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class TempIT {
  @Test
  void show() throws Exception {
    Tenant tenant = new Tenant();
    String page = tenant.pageFor(tenant.survey(Map.of("language", "de")), "1");
    java.nio.file.Files.writeString(
        java.nio.file.Path.of("/tmp/team/fbform.html"),
        Tenant.inPublic().get(page + "?value=4").asString());
    java.nio.file.Files.writeString(
        java.nio.file.Path.of("/tmp/team/fberr.html"),
        Tenant.inPublic()
            .contentType("application/x-www-form-urlencoded")
            .formParam("value", "9")
            .formParam("comment", "<b>\nzwei")
            .post(page)
            .asString());
    java.nio.file.Files.writeString(
        java.nio.file.Path.of("/tmp/team/fbthanks.html"),
        Tenant.inPublic()
            .contentType("application/x-www-form-urlencoded")
            .formParam("value", "5")
            .post(page)
            .asString());
  }
}
