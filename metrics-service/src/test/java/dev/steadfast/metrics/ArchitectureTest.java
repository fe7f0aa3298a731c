package dev.steadfast.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;

@AnalyzeClasses(
    packages = "dev.steadfast.metrics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.steadfast.metrics.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theTimelineAndItsNeighboursArePure =
      noClasses()
          .that()
          .resideInAnyPackage("..timeline..", "..contact..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "io.quarkus..",
              "io.agroal..",
              "java.sql..",
              "com.fasterxml..",
              "org.apache..");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule packagesAreFeatures =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..impl..", "..dto..", "..mapper..", "..service..", "..model..");

  @ArchTest
  static final ArchRule nobodyElseIsTheWorker =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..processing..",
              "..imports..",
              "..alert..",
              "..check..",
              "..erasure..",
              "..quality..",
              "..retention..",
              "..recount..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(DataSource.class);
}
