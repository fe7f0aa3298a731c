package dev.steadfast.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

@AnalyzeClasses(
    packages = "dev.steadfast.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.steadfast.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheRunningGatewayKnowsTheProxyLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("..proxy..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.httpproxy..");

  @ArchTest
  static final ArchRule noRequestReachesTheWorkerRole =
      noClasses()
          .that()
          .doNotHaveSimpleName("LastUse")
          .and()
          .doNotHaveSimpleName("Bootstrap")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.quarkus.agroal.DataSource");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule timeComesIn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule fieldsAreNotPublic = fields().that().areNotStatic().should().notBePublic();
}
