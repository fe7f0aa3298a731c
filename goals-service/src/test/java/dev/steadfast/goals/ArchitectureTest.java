package dev.steadfast.goals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;

@AnalyzeClasses(
    packages = "dev.steadfast.goals",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.steadfast.goals.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCalculationIsPure =
      noClasses()
          .that()
          .resideInAPackage("..progress..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..", "io.quarkus..", "org.hibernate..", "java.sql..", "com.fasterxml..");

  /** Everything between what is read and what is shown. */
  @ArchTest
  static final ArchRule weighingEffectsIsPure =
      noClasses()
          .that()
          .resideInAnyPackage("..effect..", "..forecast..", "..initiative..", "..plan..")
          .and()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .haveSimpleNameNotEndingWith("Service")
          .and()
          .haveSimpleNameNotEndingWith("Repository")
          .and()
          .haveSimpleNameNotEndingWith("Reader")
          .and()
          .haveSimpleNameNotEndingWith("Effects")
          .and()
          .doNotHaveSimpleName("Initiative")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..", "java.sql..");

  @ArchTest
  static final ArchRule measuringKnowsNeitherHttpNorTheObjectMapping =
      noClasses()
          .that()
          .resideInAPackage("..measure..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.persistence..", "org.hibernate..");

  @ArchTest
  static final ArchRule onlyMeasuringAndForecastingUseTheWorkerRole =
      noClasses()
          .that()
          .resideOutsideOfPackages("..measure..", "..odds..")
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
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule fieldsAreNotPublic = fields().that().areNotStatic().should().notBePublic();
}
