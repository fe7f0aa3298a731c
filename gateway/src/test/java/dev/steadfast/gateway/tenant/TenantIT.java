package dev.steadfast.gateway.tenant;

import static dev.steadfast.gateway.testing.Callers.as;
import static dev.steadfast.gateway.testing.Callers.asOperator;
import static dev.steadfast.gateway.testing.Callers.idOf;
import static dev.steadfast.gateway.testing.Callers.newKey;
import static dev.steadfast.gateway.testing.Callers.newTenant;
import static dev.steadfast.gateway.testing.Callers.tenantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.gateway.testing.GatewayBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
class TenantIT {
  @Inject AgroalDataSource apiRole;

  @Test
  void theOperatorMakesATenantWithItsFirstKey() {
    String key = newTenant("Acme");

    as(key)
        .get("/v1/tenant")
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme"))
        .body("reportingZone", equalTo("Europe/Berlin"))
        .body("operator", equalTo(false))
        .body("adminKey", nullValue());
    asOperator()
        .get("/v1/tenants/" + tenantOf(key))
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme"));
    assertThat(allTenantNames()).contains("Acme", "default");
  }

  @Test
  void nobodyElseMakesOrSeesTenants() {
    String one = newTenant("One");
    String other = newTenant("Other");

    as(one).body(Map.of("name", "Mine")).post("/v1/tenants").then().statusCode(403);
    as(one).get("/v1/tenants").then().statusCode(403);
    as(one).get("/v1/tenants/" + tenantOf(other)).then().statusCode(404);
    as(one).get("/v1/tenants/" + tenantOf(one)).then().statusCode(200);
    String limited = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    as(limited).body(Map.of("name", "Mine")).post("/v1/tenants").then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": \" \"}",
        "{\"name\": \"A\", \"reportingZone\": \"+02:00\"}",
        "{\"name\": \"A\", \"reportingZone\": \"Mars/Base\"}"
      })
  void aTenantWithoutANameOrWithAZoneThatIsNoneIsRefused(String body) {
    asOperator()
        .body(body)
        .post("/v1/tenants")
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors", hasSize(1));
  }

  @Test
  void keysOfOneTenantAreNothingToAnother() {
    String one = newTenant("Keys of one");
    String other = newTenant("Keys of another");
    String key = newKey(one, "goals:read");

    as(other).get("/v1/api-keys/" + idOf(key)).then().statusCode(404);
    as(other).post("/v1/api-keys/" + idOf(key) + ":revoke").then().statusCode(404);
    as(other).get("/v1/api-keys").then().body("items.id", not(hasItem(idOf(key))));
    as(one).get("/v1/api-keys/" + idOf(key)).then().statusCode(200);
    as(key).get("/v1/tenant").then().statusCode(200);
  }

  @Test
  void withoutATenantARequestsRoleSeesNothing() throws SQLException {
    newTenant("Hidden");

    try (Connection connection = apiRole.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM tenant) + (SELECT count(*) FROM api_key)")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isZero();
    }
  }

  @Test
  void aKeyIsListedWithoutItsSecretAndInPages() {
    String admin = newTenant("Pages");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.addFirst(idOf(newKey(admin, "goals:read")));
    }

    String cursor =
        as(admin)
            .get("/v1/api-keys?limit=2")
            .then()
            .statusCode(200)
            .body("items.id", equalTo(made.subList(0, 2)))
            .body("items.key.flatten().findAll { it != null }", empty())
            .extract()
            .path("nextCursor");

    as(admin)
        .get("/v1/api-keys?limit=2&cursor=" + cursor)
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(made.get(2), idOf(admin))))
        .body("nextCursor", nullValue());
    as(admin)
        .get("/v1/api-keys?cursor=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
    as(admin).get("/v1/api-keys?limit=0").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"x\", \"scopes\": []}",
        "{\"name\": \"x\", \"scopes\": [\"public\"]}",
        "{\"name\": \"x\", \"scopes\": [\"operator\"]}",
        "{\"name\": \"x\", \"scopes\": [null]}",
        "{\"name\": \"x\"}",
        "{\"name\": \"x\", \"scopes\": [\"admin\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}"
      })
  void aKeyWithoutAKnownScopeOrThatHasExpiredIsRefused(String body) {
    asOperator()
        .body(body)
        .post("/v1/api-keys")
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"name\": \"x\", \"scope\": \"admin\"}", "null"})
  void aBodyThatIsNoKeyIsAProblemAndNeverAFailure(String body) {
    int status = asOperator().body(body).post("/v1/api-keys").statusCode();

    assertThat(status).isIn(400, 422);
  }

  @Test
  void theLastAdminKeyStays() {
    String admin = newTenant("Lockout");

    as(admin)
        .post("/v1/api-keys/" + idOf(admin) + ":revoke")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
    String second = newKey(admin, "admin");
    as(admin).post("/v1/api-keys/" + idOf(admin) + ":revoke").then().statusCode(200);

    as(admin).get("/v1/tenant").then().statusCode(401);
    as(second).get("/v1/tenant").then().statusCode(200);
  }

  private static List<String> allTenantNames() {
    List<String> names = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page =
          asOperator()
              .get("/v1/tenants?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .then()
              .statusCode(200)
              .extract();
      names.addAll(page.<List<String>>path("items.name"));
      cursor = page.path("nextCursor");
    }
    return names;
  }
}
