from portfolios.courses.models.courses import (
    Course,
    CourseReport,
    CourseRun,
    CourseTeacher,
    RunDay,
    SavedCourse,
)
from portfolios.courses.models.providers import Provider, ProviderInvitation, ProviderPerson

__all__ = [
    "Course",
    "CourseReport",
    "CourseRun",
    "CourseTeacher",
    "Provider",
    "ProviderInvitation",
    "ProviderPerson",
    "RunDay",
    "SavedCourse",
]
