package workbook.pool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Reference code can be lifted out: it depends on the JDK, the Milvus SDK and slf4j, nothing else.
 */
@ArchTag("maintainer")
@AnalyzeClasses(packages = "workbook.pool", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

  /** ArchUnit's own option does not know the folders of the profile "solutions". */
  static final class NoTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule referenceDependsOnTheSdkOnly =
      classes()
          .that()
          .resideInAPackage("workbook.pool")
          .and()
          .doNotHaveSimpleName("PoolMetrics")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("workbook.pool", "java..", "io.milvus..", "org.slf4j");

  @ArchTest
  static final ArchRule onlyMetricsKnowMicrometer =
      noClasses()
          .that()
          .doNotHaveSimpleName("PoolMetrics")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..");
}
