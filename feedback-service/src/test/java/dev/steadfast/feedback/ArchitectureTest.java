package dev.steadfast.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.steadfast.feedback.invitation.SurveyLinkSigner;
import dev.steadfast.feedback.survey.InviteRule;
import dev.steadfast.feedback.survey.Rules;
import dev.steadfast.feedback.survey.Scale;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

@AnalyzeClasses(
    packages = "dev.steadfast.feedback",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.steadfast.feedback.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule surveysKnowNothingOfWhatFollows =
      noClasses()
          .that()
          .resideInAPackage("..survey..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..invitation..", "..answer..");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      fields().should().notBeAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule onlyResourcesSpeakHttp =
      classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

  @ArchTest
  static final ArchRule onlyTheWorkerUsesTheWorkersConnections =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .or()
          .haveSimpleNameEndingWith("Service")
          .or()
          .haveSimpleNameEndingWith("Repository")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.agroal.api.AgroalDataSource");

  @ArchTest
  static void pureClassesStayPure(JavaClasses classes) {
    noClasses()
        .that()
        .belongToAnyOf(SurveyLinkSigner.class, InviteRule.class, Scale.class, Rules.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..", "java.sql..")
        .check(classes);
  }
}
